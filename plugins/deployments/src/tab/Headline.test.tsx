import { screen } from '@testing-library/react';
import { ago, deploymentsOf, failing, live } from '../__testUtils__/fixtures';
import { Portal } from '../__testUtils__/portal';

/** The failing placement, whose current revision is that since then. */
function failingSince(currentSince: string | undefined) {
  const placement = failing();
  return {
    ...placement,
    revisions: placement.revisions.map(one =>
      one.current ? { ...one, currentSince } : one,
    ),
  };
}

describe.each([
  ['en', /^Running since 5 min\. ago: 2\.0\.3$/, 'Running now: 2.0.3'],
  ['zh', /^5 ?分钟前开始运行：2\.0\.3$/, '正在运行：2.0.3'],
] as const)('in %s', (language, dated, undated) => {
  const open = (currentSince: string | undefined) => {
    const portal = new Portal();
    portal.show(deploymentsOf([live('east')], failingSince(currentSince)));
    portal.open(language);
  };
  const lines = async () => {
    const headings = await screen.findAllByRole('listitem');
    return headings.flatMap(item =>
      [...item.querySelectorAll('p')].map(line => line.textContent),
    );
  };

  it('says since when the revision is the current one', async () => {
    open(ago(5));
    await screen.findByRole('heading', { name: 'prod' });
    expect(await lines()).toContainEqual(expect.stringMatching(dated));
  });

  it('gives no time where the cluster does not tell it', async () => {
    open(undefined);
    await screen.findByRole('heading', { name: 'prod' });
    expect(await lines()).toContain(undated);
  });
});

it.each([
  ['failed', 'failed', []],
  ['failed', 'degraded', ['degraded']],
  ['progressing', 'degraded', []],
] as const)(
  'of what is %s with a cause that makes it %s, tells no other state but: %s',
  async (status, severity, others) => {
    const placement = failing();
    const causes = placement.causes.map(cause => ({ ...cause, severity }));
    const portal = new Portal();
    portal.show(
      deploymentsOf([live('east')], { ...placement, status, causes }),
    );
    portal.open('en');
    const heading = await screen.findByRole('heading', { name: 'prod' });
    const list = heading.parentElement?.parentElement?.querySelector('ul');
    const told = [...(list?.querySelectorAll('[data-status]') ?? [])];
    expect(told.map(label => label.getAttribute('data-status'))).toEqual(
      others,
    );
  },
);
