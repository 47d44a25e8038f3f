import { createServer } from 'node:net';
import { type Addresses, portsOf } from '../platform/addresses.ts';
import { PrerequisiteError } from './prerequisite-error.ts';

/**
 * Makes sure that every port of the instance can be had.
 *
 * @throws PrerequisiteError that names the first port that is taken
 */
export async function checkPorts(addresses: Addresses): Promise<void> {
  for (const port of portsOf(addresses)) {
    if (!(await canListen(addresses.host, port))) {
      throw new PrerequisiteError(
        `Port ${port} is taken by another program. Stop that program, or start on other ports: npm start -- --port ${
          addresses.portal + 100
        }`,
      );
    }
  }
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
