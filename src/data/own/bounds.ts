/** How many own images there may be: as many as a run can use (field `images`), and labels of one byte. */
export const MOST_CLASSES = 256;
export const MOST_TRAIN_IMAGES = 50_000;
export const MOST_TEST_IMAGES = 10_000;
