import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  answerLost,
  type ChangeOrder,
  type ChangePreview,
  type ChangeRequest,
  type Cluster as ClusterSeen,
} from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { failing, live, pod, revision, stale } from '../__testUtils__/fixtures';
import { previewOf } from '../__testUtils__/portal';
import type { Changes } from '../data/changes';
import { ChangeDialog } from './ChangeDialog';
import { isLastReady, type Intent } from './intent';

const words = {
  en: {
    title: 'Scale payments',
    field: 'Replicas',
    verb: (replicas: number) => `Scale payments to ${replicas}`,
    plain: 'Scale payments',
    doing: 'Asking the cluster to restart payments…',
    goesOn: /^You can close this\. It does not call the change off/,
    aside: /^Asking the cluster to restart payments… There is no answer yet/,
    cancel: 'Cancel',
    bounds: 'Autoscaler payments keeps it between 2 and 6.',
    wrong: 'A whole number from 0 to 1000.',
    note: /Autoscaler payments sets the replicas again, between 2 and 6/,
    zero: 'Nothing will run: nobody will be served.',
    unchanged: 'It is so already: nothing would change.',
    unbinds: /binding to orders-db.*loses ORDERS_DB_URI, \/bindings\/orders-db/,
    conflict: 'spec.replicas was set by jenkins',
    takeOver: /Take over from jenkins/,
    inGit: /kept as git says/,
    lost: 'It is not known whether this was done',
    made: /^It was done: the cluster shows the change now/,
    close: 'Close',
    changed: 'It was changed by someone else in the meantime',
    quota: 'The quota of the namespace leaves no room',
    notAllowed: 'You may not do this here',
    again: 'Look again',
    silent: /Cluster east has not answered for/,
    askAnyway: 'Ask it all the same',
    backVerb: 'Roll back to 2.0.1',
    restartVerb: 'Restart payments',
    deleteVerb: 'Delete pod payments-3-x2k',
  },
  zh: {
    title: '扩缩容 payments',
    field: '副本数',
    verb: (replicas: number) => `将 payments 调整为 ${replicas} 个副本`,
    plain: '扩缩容 payments',
    doing: '正在请求集群重启 payments…',
    goesOn: /^可以关闭此窗口，但这不会撤回请求/,
    aside: /^正在请求集群重启 payments… 尚未收到响应/,
    cancel: '取消',
    bounds: '自动扩缩容 payments 会将其保持在 2 到 6 之间。',
    wrong: '请输入 0 到 1000 之间的整数。',
    note: /自动扩缩容 payments 会重新设置副本数/,
    zero: '将没有实例在运行：服务无法访问。',
    unchanged: '已经如此，不会有任何变化。',
    unbinds: /与 orders-db 的绑定.*失去：ORDERS_DB_URI, \/bindings\/orders-db/,
    conflict: 'spec.replicas 由 jenkins 设置',
    takeOver: /从 jenkins 接管/,
    inGit: /由 Git 管理，无法接管/,
    lost: '无法确认操作是否已执行',
    made: /^操作已执行：集群中已出现该变更/,
    close: '关闭',
    changed: '在此期间已被他人修改',
    quota: '命名空间的配额不足',
    notAllowed: '您无权在此执行该操作',
    again: '重新查看',
    silent: /集群 east 已 .*没有响应/,
    askAnyway: '仍然查询',
    backVerb: '回滚到 2.0.1',
    restartVerb: '重启 payments',
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

/** The part of the backend that makes changes, as a test sets it. */
class Cluster implements Changes {
  readonly previewed: ChangeRequest[] = [];
  readonly applied: ChangeOrder[] = [];
  effect: ChangePreview | Error = previewOf();
  refusal?: Error;
  /** What it waits for before it answers. */
  answers: Promise<void> = Promise.resolve();

  preview = async (request: ChangeRequest) => {
    this.previewed.push(request);
    if (this.effect instanceof Error) {
      throw this.effect;
    }
    return this.effect;
  };

  apply = async (order: ChangeOrder) => {
    await this.answers;
    if (this.refusal) {
      throw this.refusal;
    }
    this.applied.push(order);
  };
}

const onClose = jest.fn();
const onDone = jest.fn();

beforeEach(() => jest.clearAllMocks());

async function begin(
  cluster: Cluster,
  language: 'en' | 'zh',
  intent: Intent,
  placement = failing(),
  seen?: ClusterSeen,
) {
  renderIn(
    language,
    <ChangeDialog
      placement={placement}
      cluster={seen}
      intent={intent}
      changes={cluster}
      onClose={onClose}
      onDone={onDone}
    />,
  );
  return screen.findByRole('dialog');
}

it.each([
  ['en', 'In prod: east/shop-prod', /^No other pod is ready/],
  ['zh', '环境 prod：east/shop-prod', /^没有其他就绪的 Pod/],
] as const)(
  'says in %s where it changes something, and when nobody is left to serve',
  async (language, where, onlyPod) => {
    const [last, waiting] = [pod('a'), pod('b', { ready: false })];
    const dialog = await begin(
      new Cluster(),
      language,
      { kind: 'delete-pod', pod: last },
      { ...failing(), pods: [last, waiting] },
    );
    expect(within(dialog).getByText(where)).toBeInTheDocument();
    expect(within(dialog).getByText(onlyPod)).toBeInTheDocument();
  },
);

it.each([
  ['one of two that are ready', pod('a'), true, false],
  ['the only one that is ready', pod('a'), false, true],
  ['one that is not ready itself', pod('a', { ready: false }), true, false],
])('%s', (_, going, otherReady, expected) => {
  const pods = [going, pod('b', { ready: otherReady })];
  expect(isLastReady({ pods }, going)).toBe(expected);
});

it('judges a pod by how it is now, not by how it was when one began', () => {
  const pods = [pod('a', { ready: false }), pod('b', { ready: false })];
  expect(isLastReady({ pods }, pod('a'))).toBe(false);
});

it('calls its cluster by its title', async () => {
  const seen = { ...live('east'), title: '华东' };
  const intent: Intent = { kind: 'restart' };
  const dialog = await begin(new Cluster(), 'zh', intent, failing(), seen);
  expect(
    within(dialog).getByText('环境 prod：华东/shop-prod'),
  ).toBeInTheDocument();
});

async function type(dialog: HTMLElement, field: string, text: string) {
  const input = within(dialog).getByRole('spinbutton', { name: field });
  await userEvent.clear(input);
  await userEvent.type(input, text);
}

describe.each(['en', 'zh'] as const)('changes in %s', language => {
  const say = words[language];
  const verb = (dialog: HTMLElement, name: string) =>
    within(dialog).findByRole('button', { name });

  const ready = (dialog: HTMLElement, name: string) =>
    waitFor(() =>
      expect(within(dialog).getByRole('button', { name })).toBeEnabled(),
    );

  /** A change that is under way until the cluster is let answer. */
  async function asking(cluster: Cluster) {
    let answer: () => void = () => {};
    cluster.answers = new Promise(resolve => {
      answer = resolve;
    });
    const dialog = await begin(cluster, language, { kind: 'restart' });
    await ready(dialog, say.restartVerb);
    await userEvent.click(await verb(dialog, say.restartVerb));
    expect(await within(dialog).findByText(say.doing)).toBeInTheDocument();
    return { dialog, answer };
  }

  it('shows the effect, then scales, by keyboard alone', async () => {
    const cluster = new Cluster();
    cluster.effect = previewOf({
      diffs,
      notes: [{ kind: 'autoscaled', autoscaler: 'payments', min: 2, max: 6 }],
    });
    const dialog = await begin(cluster, language, { kind: 'scale' });
    expect(dialog).toHaveAccessibleName(say.title);
    expect(within(dialog).getByText(say.bounds)).toBeInTheDocument();
    const input = within(dialog).getByRole('spinbutton', { name: say.field });
    expect(input).toHaveFocus();
    await userEvent.clear(input);
    await userEvent.keyboard('5');
    await ready(dialog, say.verb(5));
    expect(within(dialog).getByText(say.note)).toBeInTheDocument();
    expect(within(dialog).getByText('replicas: 5').tagName).toBe('INS');
    expect(within(dialog).getByText('replicas: 4').tagName).toBe('DEL');
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(onDone).toHaveBeenCalledWith(
        '5',
        expect.objectContaining({ replicas: failing().replicas }),
      ),
    );
    expect(cluster.applied).toEqual([
      {
        target,
        change: { kind: 'scale', replicas: 5 },
        precondition: { uid: 'u1', resourceVersion: '7' },
        takeOver: false,
      },
    ]);
  });

  it.each([
    ['', 'wrong'],
    ['1001', 'wrong'],
    ['1.5', 'wrong'],
  ] as const)('does not scale to %j', async (typed, why) => {
    const cluster = new Cluster();
    const dialog = await begin(cluster, language, { kind: 'scale' });
    await type(dialog, say.field, typed || '{Backspace}');
    expect(await within(dialog).findByText(say[why])).toBeInTheDocument();
    expect(await verb(dialog, say.plain)).toBeDisabled();
  });

  it.each([
    ['to-zero', 'zero', true],
    ['unchanged', 'unchanged', false],
  ] as const)('says what %s means', async (kind, note, enabled) => {
    const cluster = new Cluster();
    cluster.effect = previewOf({ notes: [{ kind }] });
    const dialog = await begin(cluster, language, { kind: 'restart' });
    expect(await within(dialog).findByText(say[note])).toBeInTheDocument();
    const button = await verb(dialog, say.restartVerb);
    expect(button.hasAttribute('disabled')).toBe(!enabled);
  });

  it('says that a revision ends a binding', async () => {
    const cluster = new Cluster();
    cluster.effect = previewOf({
      notes: [
        {
          kind: 'unbinds',
          instance: 'orders-db',
          variables: ['ORDERS_DB_URI'],
          files: ['/bindings/orders-db'],
        },
      ],
    });
    const dialog = await begin(cluster, language, { kind: 'restart' });
    expect(await within(dialog).findByText(say.unbinds)).toBeInTheDocument();
  });

  it('takes a field over only when told to', async () => {
    const cluster = new Cluster();
    cluster.effect = previewOf({ diffs, conflicts });
    const dialog = await begin(cluster, language, { kind: 'scale' });
    await type(dialog, say.field, '5');
    expect(await within(dialog).findByText(say.conflict)).toBeInTheDocument();
    expect(await verb(dialog, say.verb(5))).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: say.takeOver }),
    );
    await userEvent.click(await verb(dialog, say.verb(5)));
    await waitFor(() => expect(cluster.applied).toHaveLength(1));
    expect(cluster.applied[0]?.takeOver).toBe(true);
  });

  it('does not offer to take over what git keeps', async () => {
    const cluster = new Cluster();
    cluster.effect = previewOf({ diffs, conflicts });
    const placement = { ...failing(), managedBy: 'argo-cd' as const };
    const dialog = await begin(cluster, language, { kind: 'scale' }, placement);
    expect(await within(dialog).findByText(say.inGit)).toBeInTheDocument();
    expect(within(dialog).queryByRole('checkbox')).not.toBeInTheDocument();
    expect(await verb(dialog, say.verb(4))).toBeDisabled();
  });

  it.each([
    [new ConflictError('web has changed'), 'changed'],
    [new NotAllowedError('cannot patch'), 'notAllowed'],
    [new NotAllowedError('exceeded quota: team'), 'quota'],
    [Object.assign(new Error('no answer'), { name: answerLost }), 'lost'],
  ] as const)('keeps what was entered after %p', async (refusal, title) => {
    const cluster = new Cluster();
    cluster.refusal = refusal;
    const dialog = await begin(cluster, language, { kind: 'scale' });
    await type(dialog, say.field, '5');
    await ready(dialog, say.verb(5));
    await userEvent.click(await verb(dialog, say.verb(5)));
    expect(await within(dialog).findByText(say[title])).toBeInTheDocument();
    expect(within(dialog).getByText(refusal.message)).toBeInTheDocument();
    expect(
      within(dialog).getByRole('spinbutton', { name: say.field }),
    ).toHaveValue(5);
    expect(await verb(dialog, say.verb(5))).toBeDisabled();

    cluster.refusal = undefined;
    const asked = cluster.previewed.length;
    await userEvent.click(
      within(dialog).getByRole('button', { name: say.again }),
    );
    await ready(dialog, say.verb(5));
    expect(cluster.previewed).toHaveLength(asked + 1);
    await userEvent.click(await verb(dialog, say.verb(5)));
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  });

  it('says that it was done once the cluster shows what it gave no answer to', async () => {
    const cluster = new Cluster();
    cluster.refusal = Object.assign(new Error('x'), { name: answerLost });
    let tell: (desired: number) => void = () => {};
    function Watching() {
      const [desired, setDesired] = useState(4);
      const replicas = { ...failing().replicas, desired };
      tell = setDesired;
      return (
        <ChangeDialog
          placement={{ ...failing(), replicas }}
          intent={{ kind: 'scale' }}
          changes={cluster}
          onClose={onClose}
          onDone={onDone}
        />
      );
    }
    renderIn(language, <Watching />);
    const dialog = await screen.findByRole('dialog');
    await type(dialog, say.field, '5');
    await ready(dialog, say.verb(5));
    await userEvent.click(await verb(dialog, say.verb(5)));
    expect(await within(dialog).findByText(say.lost)).toBeInTheDocument();
    expect(within(dialog).queryByText(say.made)).not.toBeInTheDocument();
    act(() => tell(6));
    expect(within(dialog).queryByText(say.made)).not.toBeInTheDocument();
    act(() => tell(5));
    expect(await within(dialog).findByText(say.made)).toBeInTheDocument();
    expect(within(dialog).queryByText(say.lost)).not.toBeInTheDocument();
    expect(onDone).not.toHaveBeenCalled();
    await userEvent.click(await verb(dialog, say.close));
    expect(onDone).toHaveBeenCalledWith(
      '5',
      expect.objectContaining({ replicas: failing().replicas }),
    );
    expect(onClose).not.toHaveBeenCalled();
  });

  it('does not call it unchanged before anything was typed', async () => {
    const cluster = new Cluster();
    cluster.effect = previewOf({ notes: [{ kind: 'unchanged' }] });
    const dialog = await begin(cluster, language, { kind: 'scale' });
    await waitFor(() => expect(cluster.previewed).toHaveLength(1));
    expect(within(dialog).queryByText(say.unchanged)).not.toBeInTheDocument();
    await type(dialog, say.field, '4');
    expect(await within(dialog).findByText(say.unchanged)).toBeInTheDocument();
    expect(await verb(dialog, say.verb(4))).toBeDisabled();
  });

  it('says what is under way until the cluster has answered', async () => {
    const cluster = new Cluster();
    cluster.refusal = new NotAllowedError('cannot patch');
    const { dialog, answer } = await asking(cluster);
    expect(within(dialog).getByText(say.goesOn)).toBeInTheDocument();
    expect(await verb(dialog, say.restartVerb)).toBeDisabled();
    answer();
    expect(await within(dialog).findByText(say.notAllowed)).toBeInTheDocument();
    expect(within(dialog).queryByText(say.doing)).not.toBeInTheDocument();
    await userEvent.click(await verb(dialog, say.cancel));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('makes room before the cluster has answered, which is told all the same', async () => {
    const cluster = new Cluster();
    const { dialog, answer } = await asking(cluster);
    await userEvent.click(await verb(dialog, say.close));
    expect(await screen.findByText(say.aside)).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
    answer();
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  });

  it('is back with a failure from which one had looked away', async () => {
    const cluster = new Cluster();
    cluster.refusal = new NotAllowedError('cannot patch');
    const { dialog, answer } = await asking(cluster);
    await userEvent.click(await verb(dialog, say.close));
    expect(await screen.findByText(say.aside)).toBeInTheDocument();
    answer();
    const back = await screen.findByRole('dialog');
    expect(within(back).getByText(say.notAllowed)).toBeInTheDocument();
    expect(screen.queryByText(say.aside)).not.toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  });

  it('asks again when the effect could not be had', async () => {
    const cluster = new Cluster();
    cluster.effect = new ConflictError('has changed');
    const dialog = await begin(cluster, language, { kind: 'restart' });
    expect(await within(dialog).findByText(say.changed)).toBeInTheDocument();
    cluster.effect = previewOf();
    await userEvent.click(
      within(dialog).getByRole('button', { name: say.again }),
    );
    await ready(dialog, say.restartVerb);
  });

  it.each<[Intent, 'backVerb' | 'deleteVerb', ChangeOrder['change']]>([
    [
      { kind: 'roll-back', revision: revision(1), called: '2.0.1' },
      'backVerb',
      { kind: 'roll-back', revision: 1 },
    ],
    [
      { kind: 'delete-pod', pod: pod('payments-3-x2k') },
      'deleteVerb',
      {
        kind: 'delete-pod',
        pod: 'payments-3-x2k',
        uid: 'uid-payments-3-x2k',
      },
    ],
  ])('makes the change of %j', async (intent, name, change) => {
    const cluster = new Cluster();
    const dialog = await begin(cluster, language, intent);
    await ready(dialog, say[name]);
    await userEvent.click(await verb(dialog, say[name]));
    await waitFor(() => expect(cluster.applied).toHaveLength(1));
    expect(cluster.applied[0]).toMatchObject({ target, change });
  });

  it.each<Intent>([
    { kind: 'scale' },
    { kind: 'restart' },
    { kind: 'roll-back', revision: revision(1), called: '2.0.1' },
    { kind: 'delete-pod', pod: pod('payments-3-x2k') },
  ])(
    'says at once that its cluster is silent, and asks when told to: $kind',
    async intent => {
      const cluster = new Cluster();
      const dialog = await begin(
        cluster,
        language,
        intent,
        failing(),
        stale('east'),
      );
      const note = within(dialog).getByRole('alert');
      expect(note).toHaveTextContent(say.silent);
      expect(note).toHaveTextContent('ECONNREFUSED');
      expect(cluster.previewed).toEqual([]);
      await userEvent.click(
        within(note).getByRole('button', { name: say.askAnyway }),
      );
      await waitFor(() => expect(cluster.previewed).toHaveLength(1));
      expect(note).not.toBeInTheDocument();
    },
  );

  it('asks a cluster of which only a part cannot be read', async () => {
    const cluster = new Cluster();
    const { knowledge } = stale('east');
    const seen = {
      name: 'east',
      knowledge: { ...knowledge, reason: 'in-part' },
    } as ClusterSeen;
    const intent: Intent = { kind: 'restart' };
    const dialog = await begin(cluster, language, intent, failing(), seen);
    await ready(dialog, say.restartVerb);
    expect(cluster.previewed).toHaveLength(1);
  });

  it('changes nothing when one goes away', async () => {
    const cluster = new Cluster();
    await begin(cluster, language, { kind: 'restart' });
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
    expect(cluster.applied).toEqual([]);
  });
});
