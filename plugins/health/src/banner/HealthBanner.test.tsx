import { fetchApiRef } from '@backstage/frontend-plugin-api';
import type { PlatformPart } from '@pilothouse/plugin-platform-common';
import { useLiveHealth } from '@pilothouse/plugin-platform-react';
import {
  healthOf,
  LiveStreams,
  renderIn,
} from '@pilothouse/plugin-platform-react/testing';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HealthBanner } from './HealthBanner';

const since = '2031-04-01T08:00:00.000Z';
const part = (name: string, state: PlatformPart['state']): PlatformPart => ({
  name,
  title: name,
  state,
  since,
});

const room = () =>
  document.documentElement.style.getPropertyValue('--pilothouse-banner-height');

/** The layout that a browser would do. */
const layout = { height: 36, changed: () => {} };
const { ResizeObserver } = global;

beforeEach(() => {
  layout.height = 36;
  jest
    .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
    .mockImplementation(() => layout.height);
  global.ResizeObserver = class {
    constructor(changed: ResizeObserverCallback) {
      layout.changed = () => changed([], this);
    }
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});
afterEach(() => {
  jest.restoreAllMocks();
  Object.assign(global, { ResizeObserver });
});

/** What the browser has been told by now. */
function States() {
  const live = useLiveHealth();
  const parts =
    'value' in live ? live.value.sources.flatMap(source => source.parts) : [];
  return <p data-testid="states">{parts.map(({ state }) => state).join()}</p>;
}

async function open(language: 'en' | 'zh') {
  const streams = new LiveStreams();
  const page = (
    <>
      <HealthBanner />
      <States />
    </>
  );
  renderIn(language, page, { apis: [[fetchApiRef, streams]] });
  await waitFor(() => expect(streams.opened).toBe(1));
  return streams;
}

describe.each([
  [
    'en',
    '2 parts are still being set up; the portal can be used',
    'a has failed',
    'Failed: a, b; as a consequence, 1 other part does not work either',
    'Hide this note',
  ],
  [
    'zh',
    '还有 2 个组件正在准备，门户已可使用',
    '1 个组件出现故障：a',
    '故障组件：a、b；另有 1 个依赖上述组件的组件因此不可用',
    '隐藏此提示',
  ],
] as const)('banner in %s', (language, building, failed, failedWith, hide) => {
  it('shows while parts are being set up and goes when all is up', async () => {
    const streams = await open(language);
    streams.show(
      'health.parts',
      healthOf(part('a', 'building'), part('b', 'waiting')),
    );
    expect(await screen.findByText(building)).toBeInTheDocument();
    expect(room()).toBe('36px');

    layout.height = 58;
    act(() => layout.changed());
    expect(room()).toBe('58px');

    streams.show(
      'health.parts',
      healthOf(part('a', 'ready'), part('b', 'ready')),
    );
    await waitFor(() =>
      expect(screen.queryByText(building)).not.toBeInTheDocument(),
    );
    expect(room()).toBe('');
  });

  it('once hidden, comes back only with something else to say', async () => {
    const streams = await open(language);
    streams.show(
      'health.parts',
      healthOf(part('a', 'building'), part('b', 'waiting')),
    );
    await screen.findByText(building);
    await userEvent.click(screen.getByRole('button', { name: hide }));
    expect(screen.queryByText(building)).not.toBeInTheDocument();

    streams.show(
      'health.parts',
      healthOf(part('a', 'failed'), part('b', 'waiting')),
    );
    expect(await screen.findByText(failed)).toBeInTheDocument();
  });

  it('once hidden, comes back when others fail for what had failed', async () => {
    const streams = await open(language);
    const both = [part('a', 'failed'), part('b', 'failed')];
    const show = (...states: PlatformPart['state'][]) => {
      const others = states.map((state, index) => ({
        ...part(`other-${index}`, state),
        needs: ['a'],
      }));
      streams.show('health.parts', healthOf(...both, ...others));
    };
    show('ready', 'ready');
    await userEvent.click(await screen.findByRole('button', { name: hide }));
    show('failed', 'ready');
    expect(await screen.findByText(failedWith)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: hide }));
    show('failed', 'failed');
    await waitFor(() =>
      expect(screen.getByTestId('states')).toHaveTextContent(
        'failed,failed,failed,failed',
      ),
    );
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  });

  it('once hidden, comes back when what had failed is up and fails anew', async () => {
    const streams = await open(language);
    const show = async (...states: PlatformPart['state'][]) => {
      const [a, b] = states;
      streams.show('health.parts', healthOf(part('a', a!), part('b', b!)));
      await waitFor(() =>
        expect(screen.getByTestId('states')).toHaveTextContent(states.join()),
      );
    };
    await show('failed', 'ready');
    await userEvent.click(await screen.findByRole('button', { name: hide }));
    await show('failed', 'stopped');
    expect(screen.queryByText(failed)).not.toBeInTheDocument();

    await show('ready', 'ready');
    await show('failed', 'ready');
    expect(await screen.findByText(failed)).toBeInTheDocument();
  });

  it('is dated, and as hidden as it was, while the portal is not heard', async () => {
    const streams = await open(language);
    streams.show('health.parts', healthOf(part('a', 'failed')));
    const words = await screen.findByText(failed);
    const banner = words.closest('aside');
    expect(banner?.querySelector('time')).toBeNull();
    act(() => streams.break(new Error('gone')));
    await waitFor(() => expect(banner?.querySelector('time')).not.toBeNull());
    expect(words).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: hide }));
    expect(screen.queryByText(failed)).not.toBeInTheDocument();
  });
});
