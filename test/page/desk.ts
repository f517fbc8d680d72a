/** What a visitor does and sees, in the words of the page, so that specs read like a visit. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect };

/** A run of which a step takes well under a second on two cores. */
export function quickRun(steps: number): string {
  return `v=2&images=500&batch=16&steps=${steps}&width=32&out=16`;
}

/** Of the Lab with a query, from the page's own address. */
export function labAddress(query = ''): string {
  return `./?${query ? `${query}&` : ''}lab=1`;
}

/** Every spec also fails on an error in the console, an uncaught one, and any request to a foreign address. */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== new URL(baseURL!).origin) faults.push(`asked ${request.url()}`);
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export type RunState = 'idle' | 'preparing' | 'running' | 'paused' | 'finished' | 'failed';

export class Desk {
  readonly runBar: Locator;
  readonly widthSlider: Locator;
  readonly widthBox: Locator;
  /** Newest first. */
  readonly runs: Locator;
  readonly spoken: Locator;
  readonly device: Locator;

  constructor(readonly page: Page) {
    this.runBar = page.getByRole('region', { name: 'Run', exact: true });
    this.widthSlider = page.getByRole('slider', { name: 'Last-block width D' });
    this.widthBox = page.getByRole('spinbutton', { name: 'Last-block width D, exact value' });
    this.runs = page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
    this.spoken = page.getByTestId('spoken');
    this.device = page.getByTestId('device');
  }

  /** The Lab. */
  async open(query = ''): Promise<this> {
    await this.page.goto(labAddress(query));
    await expect(this.runBar).toBeVisible();
    return this;
  }

  async unfoldEverything(): Promise<void> {
    await this.page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  }

  button(name: string): Locator {
    return this.runBar.getByRole('button', { name, exact: true });
  }

  async start(): Promise<void> {
    await this.button('Start').click();
  }

  async reaches(state: RunState, seconds = 60): Promise<void> {
    await expect(this.page.getByTestId('state')).toHaveAttribute('data-state', state, { timeout: seconds * 1000 });
  }

  /** "12" of "Step 12 of 400". */
  async stepsDone(): Promise<number> {
    return Number(/Step ([\d,\s]+) of/.exec(await this.page.getByTestId('step').innerText())![1]!.replace(/\D/g, ''));
  }

  async hasDone(steps: number, seconds = 60): Promise<void> {
    await expect.poll(() => this.stepsDone(), { timeout: seconds * 1000 }).toBeGreaterThanOrEqual(steps);
  }

  /** Rows of a chart's table, as text; the table is open afterwards. */
  async table(chart: string): Promise<string[][]> {
    const summary = this.page.locator('summary', { hasText: `Table: ${chart}` });
    const table = this.page.getByRole('region', { name: `Table: ${chart}` }).locator('tbody tr');
    if ((await table.count()) === 0) await summary.click();
    await expect(table.first()).toBeVisible();
    return table.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));
  }

  /** Step, loss, online and refit accuracy of every point, newest figures; runs are told apart by the first column. */
  curve(): Promise<string[][]> {
    return this.table('Pretext loss and probe accuracy by step');
  }

  /** Charts and their tables follow a few times a second, so a run's end is there a moment later. */
  async curveReaches(step: number): Promise<void> {
    await expect.poll(async () => (await this.curve()).at(-1)?.[1]).toBe(String(step));
  }

  /** The queue of the sweep that is looked at. */
  get queue(): Locator {
    return this.page.getByRole('region', { name: 'Queue of the sweep' });
  }

  /** Names of its runs by state, in their order. */
  async swept(state: 'running' | 'halted' | 'waiting' | 'finished' | 'failed' | 'skipped'): Promise<string[]> {
    return this.queue.locator(`[data-link][data-state=${state}] .queue-name`).allInnerTexts();
  }

  async sweepReaches(state: 'working' | 'halted' | 'done', seconds = 60): Promise<void> {
    await expect(this.page.getByTestId('sweep-state')).toHaveAttribute('data-state', state, { timeout: seconds * 1000 });
  }

  /** A figure below the network drawing. */
  figure(name: 'parameters' | 'multiply-adds' | 'step-time'): Promise<string> {
    return this.page.getByTestId(name).locator('strong').innerText();
  }
}
