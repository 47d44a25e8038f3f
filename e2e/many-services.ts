import type { Page } from '@playwright/test';
import { z } from 'zod';

const openedSchema = z.object({
  views: z.array(z.object({ id: z.string(), query: z.string() })),
});

declare global {
  interface Window {
    /** The most rows that the page has had at a time. */
    mostRows?: number;
  }
}

/**
 * Has the portal tell the browser of so many services instead of its own, and counts the
 * rows that pages draw from then on.
 */
export async function tellServices(page: Page, count: number): Promise<void> {
  const value = servicesOf(count);
  await page.route('**/api/platform/live', async route => {
    const { views } = openedSchema.parse(route.request().postDataJSON());
    const body = views
      .filter(({ query }) => query === 'services.list')
      .map(({ id }) => ({ kind: 'value', view: id, revision: '1', value }))
      .map(event => `event: message\ndata: ${JSON.stringify(event)}\n\n`)
      .join('');
    await route.fulfill({ contentType: 'text/event-stream', body });
  });
  await page.addInitScript(() => {
    window.mostRows = 0;
    new MutationObserver(() => {
      const drawn = document.querySelectorAll('[role="rowheader"]').length;
      window.mostRows = Math.max(window.mostRows ?? 0, drawn);
    }).observe(document, { childList: true, subtree: true });
  });
}

/** The most rows that the page has had at a time. */
export async function drawnAtMost(page: Page): Promise<number> {
  return z.number().parse(await page.evaluate(() => window.mostRows));
}

function servicesOf(count: number) {
  const services = Array.from({ length: count }, (_, index) => {
    const name = `service-${index}`;
    const entityRef = `component:default/${name}`;
    const placement = {
      ref: { cluster: 'local', namespace: 'dev', kind: 'Deployment', name },
      environment: 'dev',
      version: '1.0.0',
      replicas: { desired: 1, ready: 1 },
      status: 'healthy',
    };
    return [
      entityRef,
      { entityRef, name, status: 'healthy', placements: { [name]: placement } },
    ] as const;
  });
  return {
    clusters: [
      {
        name: 'local',
        knowledge: { kind: 'live', syncedAt: new Date().toISOString() },
      },
    ],
    services: Object.fromEntries(services),
    applications: {},
  };
}
