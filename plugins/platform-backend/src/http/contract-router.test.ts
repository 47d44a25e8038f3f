import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { hangingOn } from '../kube/testing/hanging-on';
import { until } from '../kube/testing/until';
import { contractRouter, type PlatformRouter } from './contract-router';

it('leaves nothing of a request with what ends them all', async () => {
  const { signal: shutdown } = new AbortController();
  const app = express();
  const router = {} as PlatformRouter;
  const logger = mockServices.logger.mock();
  app.use(contractRouter({ router, prefix: '/api/x', logger, shutdown }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    for (const path of ['/api/x/one', '/api/x/two', '/other']) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(answer.status).toBe(404);
      await answer.text();
    }
    const kept = () => hangingOn(shutdown);
    expect(await until(kept, count => count === 0, 5_000)).toBe(0);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
