/** A pupil as a list shows one. Screens make it from the wire's rows. */
export type PickedPupil = {
  id: string;
  name: string;
  /** "Year 10, 10B, born 14 March 2012": enough to tell two of the same name apart. */
  detail: string;
};
