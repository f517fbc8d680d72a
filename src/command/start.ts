/** `npm start [-- --port N] [--host [ADDRESS]]`: builds the page where needed, serves it and prints its address. */
import { parseArgs } from 'node:util';
import { buildPage } from './buildPage';
import { servePage } from './servePage';

const DEFAULT_PORT = 4173;

const USAGE = 'Usage: npm start [-- --port N] [--host ADDRESS]; --host 0.0.0.0 opens the page to your network.';

class UnusableArguments extends Error {}

function readArguments(argv: string[]): { port: number; host: string } {
  // A bare --host means every network, as with vite.
  const complete = argv.flatMap((argument, index) => (argument === '--host' && !/^[^-]/.test(argv[index + 1] ?? '') ? ['--host=0.0.0.0'] : [argument]));
  let values: { port?: string; host?: string };
  try {
    ({ values } = parseArgs({ args: complete, options: { port: { type: 'string' }, host: { type: 'string' } } }));
  } catch (error) {
    throw new UnusableArguments(`${(error as Error).message.split('. ')[0]}. ${USAGE}`, { cause: error });
  }
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new UnusableArguments(`--port was ${values.port}; give a number from 1 to 65535.`);
  return { port, host: values.host ?? 'localhost' };
}

try {
  const { port, host } = readArguments(process.argv.slice(2));
  await buildPage(console.log);
  const { addresses } = await servePage({ port, host });
  console.log(`\nThe page is at\n${addresses.map((address) => `  ${address}`).join('\n')}\nPress Ctrl+C to stop serving it.`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(error instanceof UnusableArguments ? 2 : 1);
}
