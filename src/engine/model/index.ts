export { Model, openModel } from './model.ts';
export { requestText } from './request-text.ts';
