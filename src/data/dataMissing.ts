/** The images that an experiment asks for are not on this machine. Its message says how to bring them. */
export class DataMissing extends Error {
  override name = 'DataMissing';
}
