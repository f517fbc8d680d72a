/**
 * From the names of the files in a folder to classes, training and test images; nothing is opened here.
 *
 * Sub-folders are classes. Where the folder holds a training and a test folder instead, under any of their usual names, these are the split
 * and their sub-folders the classes; else one image in five of every class is a test image. Which one, and the order of the images, follow
 * from a hash of the names alone: the first 500 of 4,000 images are a mixture of all classes, and the same on every visit.
 */
import { MOST_CLASSES, MOST_TEST_IMAGES, MOST_TRAIN_IMAGES } from './bounds';
import { classNames } from './className';
import { UnusableFolder } from './errors';
import { stableHash } from './stableHash';

export interface PlannedImage {
  readonly path: string;
  /** Index into the plan's classes. */
  readonly label: number;
}

export interface FolderPlan {
  readonly classes: readonly string[];
  readonly train: readonly PlannedImage[];
  readonly test: readonly PlannedImage[];
  /** Images that a class must have, all of them readable. */
  readonly fewestPerClass: number;
  /** One sentence for each kind of thing that was left out. */
  readonly remarks: readonly string[];
}

/** What data sets call their parts, alone or with what goes round it: `training_set`, `seg_train`, `val2017`, `imagenet-dev`. */
const trainWord = /^(train|training|trn)$/;
const testWord = /^(test|testing|tst|val|valid|validation|dev|eval|evaluation|holdout)$/;
const unlabelledWord = /^(unlabell?ed|unlabel|unsup|unsupervised|pred|predict|prediction|extra)$/;
/** A part of a data set never is a class of pictures in these words. */
const roundIt = /^(set|sets|data|dataset|images?|imgs?|img|split|folder|files?|seg|the|\d+)$/;

/** Endings of what some browser shows as an image; whether this one does is seen on decoding. */
const IMAGE_NAME = /\.(avif|bmp|gif|hei[cf]|ico|jfif|jpe?g|jxl|pjp|png|svg|tiff?|webp)$/i;

/** With fewer, one in five would be no test image at all. */
const FEWEST_PER_CLASS = 5;
const TEST_SHARE = 1 / 5;

/** Previews and rubbish that systems put beside photographs: Synology, QNAP, Windows, macOS, Linux, and whatever begins with a dot. */
const systemFolder = /^(\..*|__MACOSX|@.*|#recycle|\$RECYCLE\.BIN|System Volume Information|lost\+found|Network Trash Folder|Temporary Items|_?thumb(nail)?s?_?)$/i;
const previewFile = /^(SYNOPHOTO_|SYNOVIDEO_|\._|s?thumb(s|nail|_\d|-\d))/i;

/** Whether a path, `/` between its parts, is one of an image and not of what systems put beside images. */
export function isImagePath(path: string): boolean {
  const parts = path.split('/');
  return IMAGE_NAME.test(path) && !parts.some((part) => systemFolder.test(part)) && !previewFile.test(parts.at(-1)!);
}

/** `paths` are relative to the folder. Throws UnusableFolder where fewer than two classes have enough images. */
export function planFolder(paths: readonly string[]): FolderPlan {
  const given = withoutCommonFolders(paths.filter(isImagePath).map((path) => ({ path, parts: path.split('/') })));
  if (given.length === 0) {
    throw new UnusableFolder('There are no images in this folder. Choose a folder that holds one sub-folder with images for each class.');
  }
  const { images, hasSplit, unlabelled } = parted(given);
  const members = hasSplit ? givenMembers(images) : drawnMembers(images);
  if (members.size === 0) {
    throw new UnusableFolder(
      'The images lie directly in the folder, so nothing says what they show. Put the images of each class into their own sub-folder, then choose the folder again.',
    );
  }
  const usable = [...members].filter(([, { train, test }]) => train.length > 0 && test.length > 0).sort(byName);
  if (usable.length < 2) throw new UnusableFolder(tooFewClasses([...members.keys()], usable.length, hasSplit));
  const kept = usable.slice(0, MOST_CLASSES);
  const planned = (part: keyof Members) => mixed(kept.flatMap(([, of], label) => of[part].map((path) => ({ path, label }))));
  const [train, test] = [planned('train'), planned('test')];
  const tooSmall = [...members.keys()].filter((name) => !usable.some(([other]) => other === name));
  return {
    classes: classNames(kept.map(([name]) => name)),
    train: train.slice(0, MOST_TRAIN_IMAGES),
    test: test.slice(0, MOST_TEST_IMAGES),
    fewestPerClass: hasSplit ? 2 : FEWEST_PER_CLASS,
    remarks: [
      ...(unlabelled > 0 ? [`${unlabelled.toLocaleString('en')} unlabelled ${unlabelled === 1 ? 'image was' : 'images were'} left out: a probe needs to know what an image shows.`] : []),
      ...(tooSmall.length > 0 ? [`${list(tooSmall)} ${tooSmall.length === 1 ? 'was' : 'were'} left out: ${needOfClass(hasSplit)}.`] : []),
      ...cutRemark(usable.length, MOST_CLASSES, 'classes'),
      ...cutRemark(train.length, MOST_TRAIN_IMAGES, 'training images'),
      ...cutRemark(test.length, MOST_TEST_IMAGES, 'test images'),
    ],
  };
}

interface Located {
  readonly path: string;
  readonly parts: readonly string[];
}

interface Members {
  train: string[];
  test: string[];
}

/** A folder in which everything lies, such as the only one inside the chosen one, says nothing. */
function withoutCommonFolders(images: readonly Located[]): readonly Located[] {
  const [first] = images[0]?.parts ?? [];
  const isCommon = images.length > 0 && images.every(({ parts }) => parts.length > 2 && parts[0] === first);
  return isCommon ? withoutCommonFolders(images.map(({ path, parts }) => ({ path, parts: parts.slice(1) }))) : images;
}

type Part = keyof Members | 'unlabelled';

/** Which part of a data set a folder's name stands for; null where it may as well be a class. */
function partOf(folder: string): Part | null {
  const words = folder.toLowerCase().split(/[^a-z0-9]+|(?<=[a-z])(?=\d)/).flatMap((word) => word.match(/^(train|test|val)(set|data)$/)?.slice(1) ?? [word]).filter(Boolean);
  const telling = words.filter((word) => !roundIt.test(word));
  if (telling.length !== 1) return null;
  const [word] = telling as [string];
  return trainWord.test(word) ? 'train' : testWord.test(word) ? 'test' : unlabelledWord.test(word) ? 'unlabelled' : null;
}

interface Parted {
  readonly images: readonly Located[];
  /** Whether the folder tells training images from test images. */
  readonly hasSplit: boolean;
  /** Images in folders of unlabelled ones, which are left out. */
  readonly unlabelled: number;
}

/** Tells the parts of a data set from classes. Throws UnusableFolder where both lie side by side: to train on test images would go unseen. */
function parted(given: readonly Located[]): Parted {
  const folders = [...new Set(given.filter(({ parts }) => parts.length > 1).map(({ parts }) => parts[0]!))];
  const named = folders.filter((folder) => partOf(folder) !== null);
  const isSplit = ['train', 'test'].every((part) => named.some((folder) => partOf(folder) === part));
  const others = folders.filter((folder) => partOf(folder) === null);
  // One of them alone among other folders is a class like those: trains beside buses.
  const isPart = isSplit || (others.length === 0 && named.some((folder) => partOf(folder) === 'train'));
  if (!isPart) return { images: given, hasSplit: false, unlabelled: 0 };
  if (others.length > 0) {
    throw new UnusableFolder(
      `This folder holds ${list(named)}, which name parts of a data set, beside ${list(others)}, which do not. Choose a folder with the parts alone, or one with a sub-folder per class.`,
    );
  }
  const labelled = given.filter(({ parts }) => parts.length > 1 && partOf(parts[0]!) !== 'unlabelled');
  const unlabelled = given.filter(({ parts }) => parts.length > 1).length - labelled.length;
  // Some archives repeat the part: seg_train/seg_train/forest/1.jpg.
  const images = labelled.map(({ path, parts }) => ({ path, parts: parts[1] === parts[0] ? parts.slice(1) : parts }));
  return isSplit ? { images, hasSplit: true, unlabelled } : { images: images.map(({ path, parts }) => ({ path, parts: parts.slice(1) })), hasSplit: false, unlabelled };
}

function givenMembers(images: readonly Located[]): Map<string, Members> {
  const members = new Map<string, Members>();
  for (const { path, parts } of images) {
    if (parts.length > 2) membersOf(members, parts[1]!)[partOf(parts[0]!) === 'train' ? 'train' : 'test'].push(path);
  }
  return members;
}

function drawnMembers(images: readonly Located[]): Map<string, Members> {
  const members = new Map<string, Members>();
  for (const { path, parts } of images) if (parts.length > 1) membersOf(members, parts[0]!).train.push(path);
  for (const of of members.values()) {
    // Fewer than the fewest leave no test image, and so no class.
    const tests = of.train.length < FEWEST_PER_CLASS ? 0 : Math.round(of.train.length * TEST_SHARE);
    const order = mixed(of.train.map((path) => ({ path })));
    of.test = order.slice(0, tests).map(({ path }) => path);
    of.train = order.slice(tests).map(({ path }) => path);
  }
  return members;
}

function membersOf(members: Map<string, Members>, name: string): Members {
  const found = members.get(name) ?? { train: [], test: [] };
  members.set(name, found);
  return found;
}

/** By the hash of the path; paths of equal hash by themselves. */
function mixed<Image extends { path: string }>(images: readonly Image[]): Image[] {
  return images
    .map((image) => ({ image, hash: stableHash(image.path) }))
    .sort((a, b) => a.hash - b.hash || (a.image.path < b.image.path ? -1 : 1))
    .map(({ image }) => image);
}

function byName([a]: readonly [string, Members], [b]: readonly [string, Members]): number {
  return a < b ? -1 : 1;
}

function needOfClass(isGiven: boolean): string {
  return isGiven ? 'a class needs training and test images' : `a class needs at least ${FEWEST_PER_CLASS} images`;
}

function tooFewClasses(names: readonly string[], usable: number, isGiven: boolean): string {
  const found = `This folder has ${names.length} sub-folder${names.length === 1 ? '' : 's'} with images (${list(names)})`;
  const enough = names.length < 2 ? '' : `, of which ${usable === 0 ? 'none has' : 'only one has'} enough: ${needOfClass(isGiven)}`;
  return `${found}${enough}. At least two classes are needed; add images or sub-folders, then choose the folder again.`;
}

const NAMES_SHOWN = 3;

/** “a”, “b”, “c” and 4 more. */
function list(folders: readonly string[]): string {
  const shown = classNames(folders.slice(0, NAMES_SHOWN)).map((name) => `“${name}”`);
  const more = folders.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function cutRemark(count: number, most: number, of: string): string[] {
  const number = (value: number) => value.toLocaleString('en');
  return count > most ? [`Of ${number(count)} ${of}, ${number(most)} were kept: more do not fit.`] : [];
}
