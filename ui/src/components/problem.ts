/** One line of an error summary: what is wrong, and the id of the control that it is about. */
export type Problem = { field: string | null; text: string };
