/**
 * A tab that is truly hidden when another one is in front. Playwright's own pages never are, since it makes each believe that it has
 * the focus; this one is opened behind its back and spoken to by the protocol.
 */
import type { Browser } from '@playwright/test';

export interface RawTab {
  /** The value of an expression in the page, once a promise of it has settled. */
  evaluate<Value>(expression: string): Promise<Value>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
}

interface Answer {
  id?: number;
  result?: { result?: { value: unknown }; exceptionDetails?: { text: string } };
  error?: { message: string };
}

export async function openRawTab(browser: Browser, address: string): Promise<RawTab> {
  const protocol = await browser.newBrowserCDPSession();
  const { targetId } = await protocol.send('Target.createTarget', { url: address });
  const { sessionId } = await protocol.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (answer: Answer) => void>();
  protocol.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const answer = JSON.parse(event.message) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let asked = 0;
  return {
    async evaluate<Value>(expression: string) {
      const id = ++asked;
      const message = JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression, awaitPromise: true, returnByValue: true } });
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      await protocol.send('Target.sendMessageToTarget', { sessionId, message });
      const { result, error } = await answered;
      if (error || result?.exceptionDetails) throw new Error(error?.message ?? result!.exceptionDetails!.text);
      return result!.result!.value as Value;
    },
    bringToFront: async () => void (await protocol.send('Target.activateTarget', { targetId })),
    close: async () => void (await protocol.send('Target.closeTarget', { targetId })),
  };
}
