/**
 * `npm run -s recorded -- DIR` writes what the page shows before anything was trained (public/recorded/) from the run files of the
 * default sweep in DIR (`npm run -s sweep -- 'SWEEP' --out DIR` makes them) and the scoreboard's runs: `answer.json` with the two ends of every run, `pictures.webp`
 * and `views.webp`, `curves.json` with the first seed's curves, `default-sweep.json` with all of them. Exit code 0: written; 1: a file of DIR cannot be used
 * or belongs to another sweep; 2: unusable arguments.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeLink } from '../experiment/link';
import { experimentsOf, readSweep } from '../experiment/sweep';
import { collectionText, readRunFile } from '../exchange/runFile';
import type { ExperimentReport } from '../record/report';
import type { Answer } from '../runs/answer';
import { oneLine } from './oneLine';
import { projectRoot } from './projectRoot';
import { shapesChart } from './recorded/answer';
import { drawnPart } from './recorded/drawnPart';
import { picturesSprite, viewsSprite } from './recorded/sprites';
import { cifarChart } from './scoreboard/cifarChart';
import { readRuns } from './scoreboard/runsFile';

/** Every setting at its default but the width; what runs/recorded.ts looks for. */
const SWEEP = 'v=2&sweep=width:16,32,64,128,256,512,1024,2048&seeds=5';
const FOLDER = path.join(projectRoot, 'public/recorded');
const SCOREBOARD_RUNS = path.join(projectRoot, 'public/scoreboard/runs.json');

function reportsIn(folder: string): Map<string, ExperimentReport> {
  const reports = new Map<string, ExperimentReport>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'sweep.json').sort()) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    readRunFile(text, name); // says in one sentence what is wrong with it
    const report = JSON.parse(text) as ExperimentReport;
    reports.set(writeLink(report.config), report);
  }
  return reports;
}

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(path.join(FOLDER, name), content);
  const bytes = typeof content === 'string' ? gzipSync(content).length : content.length;
  console.error(`${path.relative(process.cwd(), path.join(FOLDER, name))}: ${(bytes / 1000).toFixed(1)} kB compressed`);
}

async function record(folder: string): Promise<void> {
  const links = experimentsOf(readSweep(SWEEP).sweep!).map(writeLink);
  const byLink = reportsIn(folder);
  const stranger = [...byLink.keys()].find((link) => !links.includes(link));
  if (stranger !== undefined) throw new Error(`${folder} holds a run of other settings (${stranger}). Keep only those of ${SWEEP} there.`);
  const reports = links.flatMap((link) => byLink.get(link) ?? []);
  if (reports.length === 0) throw new Error(`${folder} holds no run file of ${SWEEP}. Make them with “npm run -s sweep”.`);
  mkdirSync(FOLDER, { recursive: true });
  const [pictures, views] = [await picturesSprite(reports), await viewsSprite()];
  write('pictures.webp', pictures.bytes);
  write('views.webp', views.bytes);
  const cifar = cifarChart(readRuns(SCOREBOARD_RUNS));
  const answer: Answer = { version: 1, charts: [shapesChart(reports, SWEEP, pictures.entry, views.entry), ...(cifar ? [cifar] : [])] };
  write('answer.json', `${JSON.stringify(answer)}\n`);
  const drawn = reports.map(drawnPart);
  const [{ seed }] = [reports[0]!.config];
  write('curves.json', collectionText(drawn.filter(({ config }) => config.seed === seed)));
  write('default-sweep.json', collectionText(drawn, SWEEP));
  console.error(`${reports.length} of ${links.length} runs.`);
}

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined || rest.length > 0 || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`Give the folder that holds the run files of ${SWEEP}: npm run -s recorded -- DIR`);
  process.exitCode = 2;
} else {
  try {
    await record(folder);
  } catch (error) {
    console.error(oneLine(error));
    process.exitCode = 1;
  }
}
