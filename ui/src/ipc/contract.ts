/** The types of the wire, written from the table of commands in `api`. Everything imports them from here. */
export type * from './bindings/contract';
