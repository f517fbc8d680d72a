/** Checks that bytes in passing are records of a format, without keeping them. */
import { inWords, MislabelledFile, TruncatedFile } from './errors';
import { recordBytes, type CifarFormat } from './format';

/** The first label byte that the format does not allow. */
export interface BadLabel {
  /** Counted from 0. */
  record: number;
  value: number;
  classes: number;
}

export interface RecordCheck {
  push(chunk: Uint8Array): void;
  readonly bytes: number;
  readonly badLabel: BadLabel | null;
}

export function recordCheck(format: CifarFormat): RecordCheck {
  const record = recordBytes(format);
  const classes = format.labelBytes.map((task) => task.classNames.length);
  let bytes = 0;
  let badLabel: BadLabel | null = null;
  return {
    push(chunk) {
      for (let label = 0; label < classes.length && !badLabel; label++) {
        // The first place in this chunk at which this label byte of some record lies.
        let at = (((label - bytes) % record) + record) % record;
        for (; at < chunk.length && !badLabel; at += record) {
          if (chunk[at]! < classes[label]!) continue;
          badLabel = { record: Math.floor((bytes + at) / record), value: chunk[at]!, classes: classes[label]! };
        }
      }
      bytes += chunk.length;
    },
    get bytes() {
      return bytes;
    },
    get badLabel() {
      return badLabel;
    },
  };
}

export function truncated(file: string, format: CifarFormat, bytes: number): TruncatedFile {
  const record = recordBytes(format);
  return new TruncatedFile(
    `${file} looks cut off: ${format.title} expects whole records of ${inWords(record)} bytes, but the file's ` +
      `${inWords(bytes)} bytes end ${inWords(bytes % record)} bytes into one. Download ${format.archive} again and drop that.`,
  );
}

export function mislabelled(file: string, format: CifarFormat, { record, value, classes }: BadLabel): MislabelledFile {
  return new MislabelledFile(
    `${file} is not ${format.title}: labels from 0 to ${classes - 1} were expected, but image ${inWords(record + 1)} has label ` +
      `${value}. Check which data set the file comes from, or drop ${format.archive} as its site hands it out.`,
  );
}
