/** What can be wrong with a folder of a visitor's own images; every message says what was found, and the next step. */

/** The folder cannot be made into training and test images of at least two classes. */
export class UnusableFolder extends Error {
  override name = 'UnusableFolder';
}

/** The stored images are not what this page wrote. */
export class DamagedImages extends Error {
  override name = 'DamagedImages';
  constructor() {
    super('Your stored images are damaged. Remove them under “Images on this machine”, then drop the folder again.');
  }
}
