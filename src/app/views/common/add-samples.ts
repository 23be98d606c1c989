/** The id of the button beside the verdict that adds sample workloads, for what leads to it from elsewhere. */
export const ADD_SAMPLES_ID = 'add-samples';
