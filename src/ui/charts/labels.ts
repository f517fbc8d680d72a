/** Keeps the names at the ends of curves apart. Pure geometry. */

const LINE_HEIGHT = 14;
/** Names further apart than this along x cannot touch. */
const NAME_BREADTH = 70;

interface Cluster<Label> {
  labels: Label[];
  centre: number;
}

/** Moves labels that would touch up and down by as little as it takes, around the middle of where they belong. */
export function keptApart<Label extends { x: number; y: number }>(labels: readonly Label[]): Label[] {
  const clusters: Cluster<Label>[] = [];
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    let cluster: Cluster<Label> = { labels: [label], centre: label.y };
    let above = clusters.at(-1);
    while (above && touches(above, cluster)) {
      clusters.pop();
      const members = [...above.labels, ...cluster.labels];
      cluster = { labels: members, centre: members.reduce((sum, { y }) => sum + y, 0) / members.length };
      above = clusters.at(-1);
    }
    clusters.push(cluster);
  }
  return clusters.flatMap(({ labels: members, centre }) =>
    members.map((label, index) => ({ ...label, y: centre + (index - (members.length - 1) / 2) * LINE_HEIGHT })),
  );
}

function touches<Label extends { x: number }>(above: Cluster<Label>, below: Cluster<Label>): boolean {
  const near = above.labels.some((a) => below.labels.some((b) => Math.abs(a.x - b.x) < NAME_BREADTH));
  return near && below.centre - above.centre < ((above.labels.length + below.labels.length) / 2) * LINE_HEIGHT;
}
