export { Model } from './model.ts';
export { openModel } from './open-model.ts';
export { openPlainModel } from './open-plain-model.ts';
export { requestText } from './request-text.ts';
export { moreOf } from './request-more.ts';
