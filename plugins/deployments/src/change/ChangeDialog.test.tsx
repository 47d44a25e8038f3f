import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { deploymentsOf, failing, live } from '../__testUtils__/fixtures';
import { Portal, previewOf, Refused } from '../__testUtils__/portal';

const words = {
  en: {
    scale: 'Scale…',
    title: 'Scale payments',
    field: 'Replicas',
    verb: (replicas: number) => `Scale payments to ${replicas}`,
    plain: 'Scale payments',
    done: 'payments is being scaled to 5. You can watch it below.',
    bounds: 'Autoscaler payments keeps it between 2 and 6.',
    wrong: 'A whole number from 0 to 1000.',
    note: /Autoscaler payments sets the replicas again, between 2 and 6/,
    zero: 'Nothing will run: nobody will be served.',
    unchanged: 'It is so already: nothing would change.',
    conflict: 'spec.replicas was set by jenkins',
    takeOver: /Take over from jenkins/,
    inGit: /kept as git says/,
    changed: 'It was changed by someone else in the meantime',
    quota: 'The quota of the namespace leaves no room',
    notAllowed: 'You may not do this here',
    again: 'Look again',
    cancel: 'Cancel',
    back: 'Roll back to 2.0.1…',
    backVerb: 'Roll back to 2.0.1',
    restart: 'Restart…',
    restartVerb: 'Restart payments',
    deletePod: 'Delete pod payments-3-x2k…',
    deleteVerb: 'Delete pod payments-3-x2k',
  },
  zh: {
    scale: '扩缩容…',
    title: '扩缩容 payments',
    field: '副本数',
    verb: (replicas: number) => `将 payments 调整为 ${replicas} 个副本`,
    plain: '扩缩容 payments',
    done: '正在将 payments 调整为 5 个副本，可在下方查看进展。',
    bounds: '自动扩缩容 payments 会将其保持在 2 到 6 之间。',
    wrong: '请输入 0 到 1000 之间的整数。',
    note: /自动扩缩容 payments 会重新设置副本数/,
    zero: '将没有实例在运行：服务无法访问。',
    unchanged: '已经如此，不会有任何变化。',
    conflict: 'spec.replicas 由 jenkins 设置',
    takeOver: /从 jenkins 接管/,
    inGit: /按 git 维护/,
    changed: '在此期间已被他人修改',
    quota: '命名空间的配额不足',
    notAllowed: '您无权在此执行该操作',
    again: '重新查看',
    cancel: '取消',
    back: '回滚到 2.0.1…',
    backVerb: '回滚到 2.0.1',
    restart: '重启…',
    restartVerb: '重启 payments',
    deletePod: '删除 Pod payments-3-x2k…',
    deleteVerb: '删除 Pod payments-3-x2k',
  },
};

const target = {
  cluster: 'east',
  namespace: 'shop-prod',
  kind: 'Deployment',
  name: 'payments',
};
const diffs = [
  {
    ref: target,
    before: 'spec:\n  replicas: 4\n',
    after: 'spec:\n  replicas: 5\n',
  },
];
const conflicts = [{ field: 'spec.replicas', manager: 'jenkins' }];

async function begin(
  portal: Portal,
  language: 'en' | 'zh',
  button: string,
  placement = failing(),
) {
  portal.show(deploymentsOf([live('east')], placement));
  portal.open(language);
  const opener = await screen.findByRole('button', { name: button });
  await waitFor(() => expect(opener).toBeEnabled());
  await userEvent.click(opener);
  return screen.findByRole('dialog');
}

async function type(dialog: HTMLElement, field: string, text: string) {
  const input = within(dialog).getByRole('spinbutton', { name: field });
  await userEvent.clear(input);
  await userEvent.type(input, text);
}

describe.each(['en', 'zh'] as const)('changes in %s', language => {
  const say = words[language];
  const verb = (dialog: HTMLElement, name: string) =>
    within(dialog).findByRole('button', { name });

  it('shows the effect, then scales, by keyboard alone', async () => {
    const portal = new Portal();
    portal.preview = previewOf({
      diffs,
      notes: [{ kind: 'autoscaled', autoscaler: 'payments', min: 2, max: 6 }],
    });
    const dialog = await begin(portal, language, say.scale);
    expect(dialog).toHaveAccessibleName(say.title);
    expect(within(dialog).getByText(say.bounds)).toBeInTheDocument();
    const input = within(dialog).getByRole('spinbutton', { name: say.field });
    expect(input).toHaveFocus();
    await userEvent.keyboard('5');
    await waitFor(async () =>
      expect(await verb(dialog, say.verb(5))).toBeEnabled(),
    );
    expect(within(dialog).getByText(say.note)).toBeInTheDocument();
    expect(within(dialog).getByText('replicas: 5').tagName).toBe('INS');
    expect(within(dialog).getByText('replicas: 4').tagName).toBe('DEL');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(portal.applied).toEqual([
      {
        target,
        change: { kind: 'scale', replicas: 5 },
        precondition: { uid: 'u1', resourceVersion: '7' },
        takeOver: false,
      },
    ]);
    expect(screen.getByText(say.done)).toBeInTheDocument();
  });

  it.each([
    ['', 'wrong'],
    ['1001', 'wrong'],
    ['1.5', 'wrong'],
  ] as const)('does not scale to %j', async (typed, why) => {
    const portal = new Portal();
    const dialog = await begin(portal, language, say.scale);
    await type(dialog, say.field, typed || '{Backspace}');
    expect(await within(dialog).findByText(say[why])).toBeInTheDocument();
    expect(await verb(dialog, say.plain)).toBeDisabled();
  });

  it.each([
    ['to-zero', 'zero', true],
    ['unchanged', 'unchanged', false],
  ] as const)('says what %s means', async (kind, note, enabled) => {
    const portal = new Portal();
    portal.preview = previewOf({ notes: [{ kind }] });
    const dialog = await begin(portal, language, say.restart);
    expect(await within(dialog).findByText(say[note])).toBeInTheDocument();
    const button = await verb(dialog, say.restartVerb);
    expect(button.hasAttribute('disabled')).toBe(!enabled);
  });

  it('takes a field over only when told to', async () => {
    const portal = new Portal();
    portal.preview = previewOf({ diffs, conflicts });
    const dialog = await begin(portal, language, say.scale);
    await type(dialog, say.field, '5');
    expect(await within(dialog).findByText(say.conflict)).toBeInTheDocument();
    expect(await verb(dialog, say.verb(5))).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: say.takeOver }),
    );
    await userEvent.click(await verb(dialog, say.verb(5)));
    await waitFor(() => expect(portal.applied).toHaveLength(1));
    expect(portal.applied[0]?.takeOver).toBe(true);
  });

  it('does not offer to take over what git keeps', async () => {
    const portal = new Portal();
    portal.preview = previewOf({ diffs, conflicts });
    const placement = { ...failing(), managedBy: 'argo-cd' as const };
    const dialog = await begin(portal, language, say.scale, placement);
    expect(await within(dialog).findByText(say.inGit)).toBeInTheDocument();
    expect(within(dialog).queryByRole('checkbox')).not.toBeInTheDocument();
    expect(await verb(dialog, say.verb(4))).toBeDisabled();
  });

  it.each([
    [new Refused(409, 'ConflictError', 'web has changed'), 'changed'],
    [new Refused(403, 'NotAllowedError', 'cannot patch'), 'notAllowed'],
    [new Refused(403, 'NotAllowedError', 'exceeded quota: team'), 'quota'],
  ] as const)('keeps what was entered after %o', async (refusal, title) => {
    const portal = new Portal();
    portal.result = refusal;
    const dialog = await begin(portal, language, say.scale);
    await type(dialog, say.field, '5');
    await waitFor(async () =>
      expect(await verb(dialog, say.verb(5))).toBeEnabled(),
    );
    await userEvent.click(await verb(dialog, say.verb(5)));
    expect(await within(dialog).findByText(say[title])).toBeInTheDocument();
    expect(within(dialog).getByText(refusal.message)).toBeInTheDocument();
    expect(
      within(dialog).getByRole('spinbutton', { name: say.field }),
    ).toHaveValue(5);
    expect(await verb(dialog, say.verb(5))).toBeDisabled();

    portal.result = {};
    const asked = portal.previewed.length;
    await userEvent.click(
      within(dialog).getByRole('button', { name: say.again }),
    );
    await waitFor(async () =>
      expect(await verb(dialog, say.verb(5))).toBeEnabled(),
    );
    expect(portal.previewed).toHaveLength(asked + 1);
    await userEvent.click(await verb(dialog, say.verb(5)));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });

  it('asks again when the effect could not be had', async () => {
    const portal = new Portal();
    portal.preview = new Refused(409, 'ConflictError', 'has changed');
    const dialog = await begin(portal, language, say.restart);
    expect(await within(dialog).findByText(say.changed)).toBeInTheDocument();
    portal.preview = previewOf();
    await userEvent.click(
      within(dialog).getByRole('button', { name: say.again }),
    );
    await waitFor(async () =>
      expect(await verb(dialog, say.restartVerb)).toBeEnabled(),
    );
  });

  it('goes back to a revision, and deletes a pod by its uid', async () => {
    const portal = new Portal();
    let dialog = await begin(portal, language, say.back);
    await waitFor(async () =>
      expect(await verb(dialog, say.backVerb)).toBeEnabled(),
    );
    await userEvent.click(await verb(dialog, say.backVerb));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await userEvent.click(screen.getByRole('button', { name: say.deletePod }));
    dialog = await screen.findByRole('dialog');
    await waitFor(async () =>
      expect(await verb(dialog, say.deleteVerb)).toBeEnabled(),
    );
    await userEvent.click(await verb(dialog, say.deleteVerb));
    await waitFor(() => expect(portal.applied).toHaveLength(2));
    expect(portal.applied.map(({ change }) => change)).toEqual([
      { kind: 'roll-back', revision: 1 },
      {
        kind: 'delete-pod',
        pod: 'payments-3-x2k',
        uid: 'uid-payments-3-x2k',
      },
    ]);
  });

  it('changes nothing when one goes away', async () => {
    const portal = new Portal();
    const dialog = await begin(portal, language, say.restart);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(portal.applied).toEqual([]);
  });
});
