/**
 * `npm run -s recorded -- DIR` writes public/recorded/default-sweep.json, which the page shows before anything was trained, from
 * the run files of the default sweep in DIR (`npm run -s sweep -- 'SWEEP' --out DIR` makes them). Exit code 0: written; 1: a file of
 * DIR cannot be used or belongs to another sweep; 2: unusable arguments.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeLink } from '../experiment/link';
import { experimentsOf, readSweep } from '../experiment/sweep';
import { collectionText, readRunFile } from '../exchange/runFile';
import type { ExperimentReport } from '../record/report';
import { oneLine } from './oneLine';
import { projectRoot } from './projectRoot';
import { drawnPart } from './recorded/drawnPart';

/** Every setting at its default but the width; what runs/recorded.ts looks for. */
const SWEEP = 'sweep=width:16,32,64,128,256,512,1024,2048&seeds=3';
const FILE = path.join(projectRoot, 'public/recorded/default-sweep.json');

function reportsIn(folder: string): Map<string, ExperimentReport> {
  const reports = new Map<string, ExperimentReport>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json')).sort()) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    readRunFile(text, name); // says in one sentence what is wrong with it
    const report = JSON.parse(text) as ExperimentReport;
    reports.set(writeLink(report.config), report);
  }
  return reports;
}

function record(folder: string): void {
  const links = experimentsOf(readSweep(SWEEP).sweep!).map(writeLink);
  const reports = reportsIn(folder);
  const strangers = [...reports.keys()].filter((link) => !links.includes(link));
  if (strangers.length > 0) throw new Error(`${folder} holds a run of other settings (${strangers[0] || 'the defaults'}). Keep only those of ${SWEEP} there.`);
  const made = links.filter((link) => reports.has(link));
  if (made.length === 0) throw new Error(`${folder} holds no run file of ${SWEEP}. Make them with “npm run -s sweep”.`);
  const text = collectionText(made.map((link) => drawnPart(reports.get(link)!)), SWEEP);
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, text);
  console.error(`${made.length} of ${links.length} runs in ${path.relative(process.cwd(), FILE)}, ${Math.round(gzipSync(text).length / 1000)} kB compressed.`);
}

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined || rest.length > 0 || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`Give the folder that holds the run files of ${SWEEP}: npm run -s recorded -- DIR`);
  process.exitCode = 2;
} else {
  try {
    record(folder);
  } catch (error) {
    console.error(oneLine(error));
    process.exitCode = 1;
  }
}
