/** The data worker: checks and stores what a visitor drops, so that neither the page nor a training run waits for it. */
import { importFiles } from '../data/library/importing';
import { folderOf, holdingsOf, type Holding } from '../data/library/holdings';
import { localFolder } from '../data/library/localFolder';
import { privateFiles } from '../data/library/privateFiles';
import type { FileStore } from '../data/library/source';
import { shareVisitFiles, visitFiles } from '../data/library/visitFiles';
import { decodeImage } from '../data/own/decode';
import { importFolder } from '../data/own/importFolder';
import type { DataAnswer, DataQuestion, ImportReport } from './dataProtocol';

/** Between two reports of progress. */
const REPORT_MS = 100;

const store = openStore();

async function openStore(): Promise<FileStore> {
  const stored = await privateFiles();
  if (stored) return stored;
  const kept = visitFiles();
  shareVisitFiles(kept);
  return kept;
}

async function holdings(): Promise<Holding[]> {
  const places = [await store, localFolder()];
  return (await Promise.all(places.map(holdingsOf))).flat();
}

/** Tells the page how far an import is, at most ten times a second. */
function progressOf(id: number): (label: string, fraction: number) => void {
  const started = performance.now();
  let reported = started;
  return (label, fraction) => {
    const now = performance.now();
    if (now - reported < REPORT_MS) return;
    reported = now;
    const secondsLeft = fraction > 0.02 ? ((now - started) / 1000) * (1 / fraction - 1) : null;
    answer({ kind: 'progress', id, progress: { label, fraction, secondsLeft } });
  };
}

async function importedFiles({ id, files }: DataQuestion & { kind: 'import' }): Promise<ImportReport> {
  const report = progressOf(id);
  const { imported, problems } = await importFiles(await store, files, (fileName, fraction) => report(`Reading ${fileName}`, fraction));
  const [onlyProblem] = problems;
  if (imported.length === 0 && problems.length === 1 && onlyProblem) throw onlyProblem;
  return { imported, problems: problems.map(({ message }) => message), holdings: await holdings() };
}

async function importedFolder({ id, files }: DataQuestion & { kind: 'import-folder' }): Promise<ImportReport> {
  const report = progressOf(id);
  const count = (value: number) => value.toLocaleString('en');
  const { classes, trainImages, testImages, remarks } = await importFolder(await store, files, decodeImage, (tried, total) =>
    report(`Reading ${count(tried)} of ${count(total)} images`, tried / total),
  );
  const imported = `${count(trainImages)} training and ${count(testImages)} test images in ${classes} classes`;
  return { imported: [imported], problems: remarks, holdings: await holdings() };
}

async function answerTo(question: DataQuestion): Promise<DataAnswer> {
  const { id } = question;
  switch (question.kind) {
    case 'list':
      return { kind: 'holdings', id, holdings: await holdings() };
    case 'import':
      return { kind: 'imported', id, report: await importedFiles(question) };
    case 'import-folder':
      return { kind: 'imported', id, report: await importedFolder(question) };
    case 'remove':
      await (await store).remove(folderOf(question.dataset));
      return { kind: 'holdings', id, holdings: await holdings() };
  }
}

function answer(message: DataAnswer): void {
  postMessage(message);
}

/** One question after the other: an import is done before a removal begins. */
let busy: Promise<void> = Promise.resolve();

onmessage = ({ data: question }: MessageEvent<DataQuestion>) => {
  busy = busy
    .then(() => answerTo(question))
    .catch((error: unknown): DataAnswer => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      return { kind: 'failed', id: question.id, failure: { name, message } };
    })
    .then(answer);
};
