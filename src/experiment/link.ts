/**
 * Experiment links: `?v=2&method=vicreg&width=1024`. Reading never fails, it remarks; writing leaves out what equals
 * its default (that of the method and optimizer) and keeps the table's order, so that equal experiments have equal links.
 *
 * A link that says no version is of version 1, from before links said theirs. An address without any setting is no link: it opens
 * today's default.
 *
 * Not here: what a link says about the page rather than the experiment (pageOptions.ts).
 */
import { checkValue } from './checkValue';
import { defaultExperiment, defaultsFor, type Experiment, fieldNames, type FieldName, withChanges } from './fields';
import { pageParameters } from './pageOptions';
import { queryOf } from './queryOf';
import { showGiven } from './showGiven';
import { visible } from './typed';
import { fromVersion1 } from './version1';

export { checkValue, type Checked } from './checkValue';

/** Version of the link format. */
export const LINK_VERSION = 2;

/** More remarks than this help nobody; the rest is counted. */
const REMARKS_SHOWN = 8;

export interface ReadLink {
  experiment: Experiment;
  /** One sentence for each value that is not used as given. */
  remarks: string[];
}

/** What mail, chat and search programs add to addresses that people send; nobody meant it for this page. */
const TRACKERS = /^(utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ttclid|twclid|li_fat_id|igshid?|mc_[ce]id|mkt_tok|_ga|_gl|_hsenc|_hsmi|ref|ref_src|ref_url|source|spm|trk|si)$/i;

/** Fields that the defaults of others depend on, so they are read first. */
const deciding: readonly FieldName[] = ['method', 'optimizer'];

/** Reads a whole address, `?query` or a bare query. Any input gives a valid experiment. */
export function readLink(link: string | URLSearchParams): ReadLink {
  const given = pairsOf(link);
  return readGiven(given, versionOf(given) ?? (given.some(([key]) => isFieldName(key) || key === 'sweep') ? 1 : LINK_VERSION));
}

/**
 * The same for the query of something kept or sent, such as a record or a result: without a version it is of version 1 even where it is
 * empty, which was then the link of the default experiment.
 */
export function readKeptLink(query: string): ReadLink {
  const given = pairsOf(query);
  return readGiven(given, versionOf(given) ?? 1);
}

/** A query of any version as this version writes it. Only for what the page wrote itself: nothing is remarked. */
export function upgradedLink(query: string): string {
  return writeLink(readKeptLink(query).experiment);
}

/** Names without what people do not see and did not mean; values are cleaned where they are read. */
function pairsOf(link: string | URLSearchParams): [string, string][] {
  return [...queryOf(link)].map(([name, text]) => [visible(name), text]);
}

function readGiven(given: readonly [string, string][], version: 1 | 2): ReadLink {
  const decided = Object.fromEntries(
    deciding.flatMap((name) => given.filter(([key]) => key === name).slice(0, 1).map(([, text]) => [name, checkValue(name, text).value])),
  ) as Partial<Experiment>;
  const complete = (values: Partial<Experiment>): Experiment => ({
    ...defaultsFor(withChanges(defaultExperiment, decided)), // also the order of the fields
    ...(version === 1 ? fromVersion1(values) : values),
  });
  const defaults = complete(decided);
  const values = new Map<FieldName, Experiment[FieldName]>();
  const remarks: string[] = [];
  for (const [name, text] of given) {
    if (name === 'v') remarks.push(...versionRemarks(text));
    else if (isFieldName(name)) {
      const used = values.get(name);
      if (used === undefined) {
        const { value, remark } = checkValue(name, text, deciding.includes(name) ? defaultExperiment : defaults);
        values.set(name, value);
        if (remark !== undefined) remarks.push(remark);
      } else {
        remarks.push(`“${name}” was given more than once; ${used} is used and ${showGiven(text)} is ignored.`);
      }
    } else if (!(pageParameters as readonly string[]).includes(name) && !TRACKERS.test(name)) {
      remarks.push(`${showGiven(name)} was given as ${showGiven(text)}, but is not a field of an experiment; it is ignored.`);
    }
  }
  return { experiment: complete(Object.fromEntries(values)), remarks: shortened(remarks) };
}

/** The query of an experiment, without "?". */
export function writeLink(experiment: Experiment): string {
  const defaults = defaultsFor(experiment);
  const written = (name: FieldName) => experiment[name] !== (deciding.includes(name) ? defaultExperiment : defaults)[name];
  return [`v=${LINK_VERSION}`, ...fieldNames.filter(written).map((name) => `${name}=${experiment[name]}`)].join('&');
}

function isFieldName(name: string): name is FieldName {
  return (fieldNames as string[]).includes(name);
}

/** Null where a link says none. One that says a version which does not exist is read as the newest. */
function versionOf(given: readonly [string, string][]): 1 | 2 | null {
  const text = given.find(([key]) => key === 'v')?.[1];
  return text === undefined ? null : visible(text) === '1' ? 1 : LINK_VERSION;
}

function versionRemarks(given: string): string[] {
  const text = visible(given);
  if (text === '1' || text === String(LINK_VERSION)) return [];
  const opening = `“v” was given as ${showGiven(given)}`;
  return /^\d+$/.test(text) && Number(text) > LINK_VERSION
    ? [`${opening}, a newer link format than this page knows; it is read as version ${LINK_VERSION}, so reload the page or look for a newer one.`]
    : [`${opening}, which is no version of the link format; ${LINK_VERSION} is used.`];
}

/** The first remarks, and how many more there are. */
export function shortened(remarks: string[]): string[] {
  const rest = remarks.length - REMARKS_SHOWN;
  if (rest <= 0) return remarks;
  return [...remarks.slice(0, REMARKS_SHOWN), `And ${rest} more ${rest === 1 ? 'value was' : 'values were'} not used as given.`];
}
