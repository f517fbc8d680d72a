/** Names at the ends of curves: which are written where there is no room for all, and where. Pure geometry. */

export const LINE_HEIGHT = 14;
/** Names further apart than this along x cannot touch. */
const NAME_BREADTH = 70;

export interface Place {
  x: number;
  y: number;
}

interface Cluster<Label> {
  labels: Label[];
  centre: number;
}

/** Heights between which names may lie. */
export interface Room {
  top: number;
  bottom: number;
}

const ANYWHERE: Room = { top: -Infinity, bottom: Infinity };

/** Moves labels that would touch up and down by as little as it takes, around the middle of where they belong and within their room. */
export function keptApart<Label extends Place>(labels: readonly Label[], room: Room = ANYWHERE): Label[] {
  const clusters: Cluster<Label>[] = [];
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    let cluster = clusterOf([label], room);
    let above = clusters.at(-1);
    while (above && touches(above, cluster)) {
      clusters.pop();
      cluster = clusterOf([...above.labels, ...cluster.labels], room);
      above = clusters.at(-1);
    }
    clusters.push(cluster);
  }
  return clusters.flatMap(({ labels: members, centre }) =>
    members.map((label, index) => ({ ...label, y: centre + (index - (members.length - 1) / 2) * LINE_HEIGHT })),
  );
}

function clusterOf<Label extends Place>(labels: Label[], { top, bottom }: Room): Cluster<Label> {
  const half = ((labels.length - 1) / 2) * LINE_HEIGHT;
  const middle = labels.reduce((sum, { y }) => sum + y, 0) / labels.length;
  return { labels, centre: Math.max(top + half, Math.min(bottom - half, middle)) };
}

function touches<Label extends Place>(above: Cluster<Label>, below: Cluster<Label>): boolean {
  const near = above.labels.some((a) => below.labels.some((b) => Math.abs(a.x - b.x) < NAME_BREADTH));
  return near && below.centre - above.centre < ((above.labels.length + below.labels.length) / 2) * LINE_HEIGHT;
}

/**
 * Of more labels than `most`, which ones are written: the first, and then always the one that lies furthest from all that
 * are, so that every part of the room has a name.
 */
export function chosenLabels<Label extends Place>(labels: readonly Label[], most: number): Label[] {
  if (labels.length <= most) return [...labels];
  const [first, ...rest] = labels;
  const chosen = first ? [first] : [];
  const distance = ({ x, y }: Label) => Math.min(...chosen.map((other) => Math.hypot((other.x - x) / NAME_BREADTH, (other.y - y) / LINE_HEIGHT)));
  while (chosen.length < most && rest.length > 0) {
    const furthest = rest.reduce((best, label, index) => (distance(label) > distance(rest[best]!) ? index : best), 0);
    chosen.push(...rest.splice(furthest, 1));
  }
  return chosen;
}
