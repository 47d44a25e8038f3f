import type { LiveEvent } from '@pilothouse/plugin-platform-common';
import fc from 'fast-check';
import { applyPatch, deepClone } from 'fast-json-patch';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { FollowedView } from './ConnectedView';
import { LiveConnection } from './LiveConnection';
import { LiveHub } from './LiveHub';
import { fixedOutlook, type Perspective } from './Outlook';
import { kubeSource, trackKube } from './sources/kube';

/** All pods, by name, with what a test wrote into their annotations. */
function podsOf(kube: InMemoryKube): Perspective<object, object> {
  return {
    key: 'all',
    evaluate: (_input, reads) =>
      Object.fromEntries(
        trackKube(kube, reads)
          .clusters()
          .flatMap(cluster => cluster.list('pods'))
          .map(({ metadata }) => [metadata?.name, metadata?.annotations]),
      ),
  };
}

/** A browser that keeps what it was told, and comes back with it. */
class Browser {
  value: unknown;
  revision?: string;
  #reader?: AbortController;
  #events?: AsyncGenerator<LiveEvent, void>;
  #waiting = false;
  #taken = 0;

  constructor(
    private readonly hub: LiveHub,
    private readonly view: Perspective<object, object>,
  ) {}

  connect() {
    this.leave();
    const { hub, revision, view } = this;
    const open = (changed: () => void) =>
      new FollowedView({
        ...{ hub, changed, revision },
        ...{ id: 'v', query: 'pods', input: {} },
        outlook: fixedOutlook(view),
      });
    const { signal } = (this.#reader = new AbortController());
    const connection = new LiveConnection([{ id: 'v', open }]);
    this.#events = connection.events({ signal, abandon: () => undefined });
  }

  leave() {
    this.#reader?.abort();
    this.#waiting = false;
    this.#events = undefined;
  }

  /** Takes one event, if there is one within the time. */
  async take(): Promise<boolean> {
    const before = this.#taken;
    if (this.#events && !this.#waiting) {
      this.#waiting = true;
      void this.#takeFrom(this.#events);
    }
    await jest.advanceTimersByTimeAsync(150);
    return this.#taken > before;
  }

  async #takeFrom(events: AsyncGenerator<LiveEvent, void>) {
    const { value } = await events.next();
    if (value && this.#events === events) {
      this.#waiting = false;
      this.#taken += 1;
      this.#hear(JSON.parse(JSON.stringify(value)));
    }
  }

  #hear(event: LiveEvent) {
    if (event.kind === 'value') {
      this.value = event.value;
      this.revision = event.revision;
    } else if (event.kind === 'patch') {
      const copy = deepClone(this.value);
      this.value = applyPatch(copy, event.operations, true).newDocument;
      this.revision = event.revision;
    }
  }
}

const names = fc.constantFrom('web', 'api', 'cart~/1', 'till');
const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('put' as const),
      name: names,
      annotations: fc.dictionary(names, fc.string(), { maxKeys: 3 }),
    }),
    fc.record({ kind: fc.constant('remove' as const), name: names }),
    fc.record({
      kind: fc.constantFrom(
        'connect' as const,
        'leave' as const,
        'take' as const,
      ),
    }),
  ),
  { maxLength: 40 },
);

describe('a live view', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function start() {
    const kube = new InMemoryKube();
    const hub = new LiveHub(() => ({ name: 'Error', message: 'failed' }));
    hub.follow(kubeSource(kube));
    const view = podsOf(kube);
    const browser = new Browser(hub, view);
    const fresh = (): unknown =>
      JSON.parse(JSON.stringify(view.evaluate({}, new Set())));
    return { cluster: kube.addCluster('prod'), hub, browser, fresh };
  }

  it('is as a fresh one, whatever changed and however it was read', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async taken => {
        const { browser, cluster, fresh, hub } = start();
        for (const step of taken) {
          if (step.kind === 'put') {
            const { annotations, name } = step;
            cluster.put('pods', { metadata: { name, annotations } });
          } else if (step.kind === 'remove') {
            cluster.remove('pods', { name: step.name });
          } else {
            await browser[step.kind]();
          }
        }
        browser.connect();
        while (await browser.take()) {
          // Until there is nothing more to take.
        }
        expect(browser.value).toEqual(fresh());
        browser.leave();
        await jest.advanceTimersByTimeAsync(200);
        expect(hub.figures.views).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('is as a fresh one after an hour of churn', async () => {
    const { browser, cluster, fresh } = start();
    browser.connect();
    for (let minute = 0; minute < 60 * 4; minute += 1) {
      for (let change = 0; change < 10; change += 1) {
        const name = `pod-${(minute * 7 + change * 13) % 50}`;
        const annotations = { changed: `${minute}.${change}` };
        if ((minute + change) % 5 === 0) {
          cluster.remove('pods', { name });
        } else {
          cluster.put('pods', { metadata: { name, annotations } });
        }
      }
      await browser.take();
      await jest.advanceTimersByTimeAsync(15_000);
    }
    while (await browser.take()) {
      // Until there is nothing more to take.
    }
    expect(browser.value).toEqual(fresh());
  });
});
