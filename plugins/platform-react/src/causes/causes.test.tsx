import { screen } from '@testing-library/react';
import {
  causeFactsSchema,
  type Cause,
  type CauseFacts,
} from '@pilothouse/plugin-platform-common';
import { renderIn } from '../testing';
import { placementFix, reasonSentence } from './reasons';
import { useCauses } from './useCauses';

/** Facts of a cause, and the sentence that tells it in either language. */
const cases: readonly [CauseFacts, string, string][] = [
  [
    {
      kind: 'image-pull',
      image: 'shop/web:9',
      said: 'manifest unknown: no such tag',
    },
    'Image shop/web:9 cannot be pulled: the registry does not have it',
    '无法拉取镜像 shop/web:9：镜像仓库中不存在该镜像',
  ],
  [
    { kind: 'image-pull', image: 'shop/web:9', said: '401 Unauthorized' },
    'Image shop/web:9 cannot be pulled: the registry refuses access',
    '无法拉取镜像 shop/web:9：镜像仓库拒绝访问',
  ],
  [
    {
      kind: 'image-pull',
      image: 'shop/web:9',
      said: 'dial tcp: lookup registry: no such host',
    },
    'Image shop/web:9 cannot be pulled: the registry cannot be reached',
    '无法拉取镜像 shop/web:9：无法连接镜像仓库',
  ],
  [
    { kind: 'image-pull', image: 'shop/web:9' },
    'Image shop/web:9 cannot be pulled',
    '无法拉取镜像 shop/web:9',
  ],
  [
    { kind: 'crash-loop', container: 'app', exitCode: 1, restarts: 4 },
    'Container app ends with exit code 1 again and again; restarted 4 times',
    '容器 app 反复以退出码 1 退出，已重启 4 次',
  ],
  [
    { kind: 'crash-loop', container: 'app', exitCode: 139, restarts: 1 },
    'Container app is ended by SIGSEGV; restarted once',
    '容器 app 反复被信号 SIGSEGV 终止，已重启 1 次',
  ],
  [
    { kind: 'crash-loop', container: 'app', restarts: 2 },
    'Container app crashes again and again',
    '容器 app 反复崩溃',
  ],
  [
    {
      kind: 'out-of-memory',
      container: 'app',
      limitBytes: 268_435_456,
      restarts: 5,
    },
    'Container app is killed for memory: it needs more than its limit of 256 MiB',
    '容器 app 因内存不足被终止：所需内存超过上限 256 MiB',
  ],
  [
    { kind: 'out-of-memory', container: 'app', restarts: 5 },
    'Container app is killed for memory: it has no limit, and its node ran out',
    '容器 app 因内存不足被终止：未设置上限，节点内存已耗尽',
  ],
  [
    {
      kind: 'probe-failing',
      container: 'app',
      probe: 'readiness',
      answer: 'HTTP probe failed with statuscode: 503',
    },
    'Container app fails its readiness probe: it answers HTTP 503',
    '容器 app 的 readiness 探针失败：返回 HTTP 503',
  ],
  [
    {
      kind: 'probe-failing',
      container: 'app',
      probe: 'liveness',
      answer: 'Get "http://10.1.1.1:80/": context deadline exceeded',
    },
    'Container app fails its liveness probe: it does not answer in time',
    '容器 app 的 liveness 探针失败：未在规定时间内响应',
  ],
  [
    {
      kind: 'probe-failing',
      container: 'app',
      probe: 'readiness',
      answer: 'disk is full',
    },
    'Container app fails its readiness probe: disk is full',
    '容器 app 的 readiness 探针失败：disk is full',
  ],
  [
    {
      kind: 'create-failed',
      container: 'app',
      said: 'exec: "/no/such": stat /no/such: no such file or directory',
    },
    'Container app cannot be started: /no/such does not exist in its image',
    '容器 app 无法启动：镜像中没有 /no/such',
  ],
  [
    { kind: 'not-ready', pod: 'web-1' },
    'Pod web-1 runs, but is not ready',
    'Pod web-1 在运行，但尚未就绪',
  ],
  [
    {
      kind: 'unschedulable',
      reasons: [
        { nodes: 3, reason: 'Insufficient cpu' },
        { nodes: 1, reason: 'node(s) had untolerated taint {gpu: true}' },
      ],
    },
    'No node can take 2 pods: 3 nodes have too little CPU left and 1 node keeps others away by the taint gpu: true',
    '2 个 Pod 没有节点可以调度：3 个节点 CPU 不足和 1 个节点有污点 gpu: true',
  ],
  [
    {
      kind: 'unschedulable',
      reasons: [
        {
          nodes: 1,
          reason: "node(s) didn't match Pod's node affinity/selector",
        },
        { nodes: 2, reason: 'node(s) had untolerated taint(s)' },
      ],
      wishes: ['disk=ssd', 'zone In a, b'],
    },
    'No node can take 2 pods: 1 node does not have disk=ssd; zone In a, b and 2 nodes keep others away by a taint',
    '2 个 Pod 没有节点可以调度：1 个节点没有 disk=ssd; zone In a, b 和 2 个节点有 Pod 不容忍的污点',
  ],
  [
    {
      kind: 'quota-exceeded',
      quota: 'team',
      resources: [
        {
          resource: 'requests.cpu',
          requested: '500m',
          used: '4',
          limited: '4',
        },
      ],
    },
    'Quota team leaves no room: requests.cpu 500m asked for, 4 of 4 used',
    '配额 team 已不足：requests.cpu 请求 500m，已用 4，上限 4',
  ],
  [
    {
      kind: 'limit-range',
      broken: [
        {
          bound: 'max',
          resource: 'memory',
          per: 'Container',
          limited: '1Gi',
          part: 'limit',
          asked: '2Gi',
        },
        {
          bound: 'ratio',
          resource: 'cpu',
          per: 'Pod',
          limited: '4',
          part: 'limit',
          asked: '5.5',
        },
      ],
    },
    'A LimitRange of the namespace refuses the pods: memory limit 2Gi is above 1Gi per Container; cpu limit is 5.5 times the request, above 4 times per Pod',
    '命名空间的 LimitRange 拒绝了 Pod：memory 的 limit 为 2Gi，每个 Container 最多允许 1Gi；cpu 的 limit 是 request 的 5.5 倍，每个 Pod 最多允许 4 倍',
  ],
  [
    {
      kind: 'limit-range',
      broken: [
        {
          bound: 'min',
          resource: 'cpu',
          per: 'Container',
          limited: '100m',
          part: 'request',
        },
      ],
    },
    'A LimitRange of the namespace refuses the pods: each Container has to set a cpu request',
    '命名空间的 LimitRange 拒绝了 Pod：每个 Container 都必须设置 cpu 的 request',
  ],
  [
    { kind: 'admission-refused', webhook: 'policy.example', said: 'no root' },
    'The admission webhook policy.example refuses the pods',
    '准入 Webhook policy.example 拒绝了 Pod',
  ],
  [
    {
      kind: 'quota-exceeded',
      quota: 'team',
      resources: [{ resource: 'limits.memory' }],
      unspecified: true,
    },
    'Quota team wants each container to say how much it needs of limits.memory',
    '配额 team 要求每个容器声明 limits.memory 的用量',
  ],
  [
    {
      kind: 'quota-exceeded',
      quota: 'team',
      resources: [{ resource: 'pods' }],
      lifted: true,
    },
    'Quota team refused pods, and would not now: Kubernetes has not tried again yet',
    '配额 team 曾拒绝创建 Pod，现在已不再限制；Kubernetes 尚未重试',
  ],
  [
    { kind: 'admission-refused', policy: 'restricted', said: 'no root' },
    'The policy restricted refuses the pods',
    '策略 restricted 拒绝了 Pod',
  ],
  [
    { kind: 'missing-object', object: 'ConfigMap', name: 'web' },
    'ConfigMap web does not exist',
    'ConfigMap web 不存在',
  ],
  [
    { kind: 'missing-object', object: 'Secret', name: 'db', exists: true },
    'Secret db was missing and exists now: Kubernetes has not tried again yet',
    'Secret db 此前不存在，现已存在；Kubernetes 尚未重试',
  ],
  [
    {
      kind: 'missing-object',
      object: 'ServiceAccount',
      name: 'web',
      exists: true,
    },
    'ServiceAccount web was missing and exists now: Kubernetes has not tried again yet',
    'ServiceAccount web 此前不存在，现已存在；Kubernetes 尚未重试',
  ],
  [
    { kind: 'missing-object', object: 'Secret', name: 'db', key: 'password' },
    'Secret db has no key password',
    'Secret db 中没有键 password',
  ],
  [
    {
      kind: 'missing-object',
      object: 'ConfigMap',
      name: 'web',
      key: 'app.yaml',
      volume: 'settings',
    },
    'ConfigMap web has no key app.yaml, which volume settings needs',
    'ConfigMap web 中没有卷 settings 所需的键 app.yaml',
  ],
  [
    { kind: 'volume-pending', claim: 'data-0' },
    'PersistentVolumeClaim data-0 has no volume yet',
    'PersistentVolumeClaim data-0 还没有存储卷',
  ],
  [
    { kind: 'deadline-exceeded', deadlineSeconds: 600 },
    'The rollout made no progress for 10 min and is stuck',
    '发布在 10 分钟内没有进展，已卡住',
  ],
  [
    { kind: 'node-gone', node: 'a3' },
    'Node a3 does not answer',
    '节点 a3 没有响应',
  ],
  [
    { kind: 'stuck-terminating', pod: 'web-1', finalizers: ['a/b', 'c/d'] },
    'Pod web-1 does not go away: it waits for a/b and c/d',
    'Pod web-1 无法删除：正在等待 a/b 和 c/d',
  ],
  [
    { kind: 'autoscaler-blind', autoscaler: 'web' },
    'Autoscaler web has no metrics and cannot scale',
    '自动扩缩容 web 没有指标，无法扩缩',
  ],
  [
    { kind: 'disruption-blocked', budget: 'web', healthy: 1, wanted: 2 },
    'Disruption budget web lets no pod go: 1 healthy, 2 needed',
    '中断预算 web 不允许驱逐任何 Pod：健康 1 个，至少需要 2 个',
  ],
  [
    {
      kind: 'overlapping-selectors',
      workloads: ['Deployment api', 'StatefulSet db'],
    },
    'Its selector also matches pods of Deployment api and StatefulSet db, and the other way round',
    '选择器与其他工作负载重叠，会匹配到对方的 Pod：Deployment api 和 StatefulSet db',
  ],
  [
    { kind: 'disruption-blocked', budget: 'strict', lacks: 'leeway' },
    'Disruption budget strict lets no pod go',
    '中断预算 strict 不允许驱逐任何 Pod',
  ],
  [
    { kind: 'disruption-blocked', budget: 'new', lacks: 'count' },
    'Disruption budget new lets no pod go',
    '中断预算 new 不允许驱逐任何 Pod',
  ],
  [
    { kind: 'service-overlap', service: 'web', workloads: ['orders'] },
    'Service web also sends requests to pods of orders',
    'Service web 也会把请求发给其他工作负载的 Pod：orders',
  ],
  [
    {
      kind: 'service-overlap',
      service: 'web',
      workloads: ['api', 'cart', 'orders'],
      more: 4,
    },
    'Service web also sends requests to pods of api, cart, orders, and 4 more',
    'Service web 也会把请求发给其他工作负载的 Pod：api、cart、orders 和另外 4 个',
  ],
  [
    {
      kind: 'service-overlap',
      service: 'web',
      workloads: ['orders'],
      only: true,
    },
    'Service web sends requests to pods of orders, and none to its own workload',
    'Service web 没有把请求发给自己的工作负载，而是发给其他工作负载的 Pod：orders',
  ],
  [
    { kind: 'no-endpoints', service: 'web' },
    'Service web has no ready pod behind it',
    'Service web 后面没有就绪的 Pod',
  ],
  [
    { kind: 'create-failed', container: 'app', said: 'no such file' },
    'Container app cannot be started',
    '容器 app 无法启动',
  ],
  [
    { kind: 'evicted', pod: 'web-1' },
    'Pod web-1 was evicted by its node',
    'Pod web-1 被节点驱逐',
  ],
  [
    { kind: 'exited', container: 'app', exitCode: 0 },
    'Container app has ended with exit code 0',
    '容器 app 已以退出码 0 退出',
  ],
];

function Sentences() {
  const { sayCause } = useCauses();
  const causes = cases.map(
    ([facts]): Cause => ({ severity: 'failed', pods: 2, facts }),
  );
  return (
    <ul>
      {causes.map(cause => (
        <li key={JSON.stringify(cause)}>
          <b>{sayCause(cause).what}</b>
          <i>{sayCause(cause).fix}</i>
        </li>
      ))}
    </ul>
  );
}

const unlabelled = "node(s) didn't match Pod's node affinity/selector";

it.each([
  ['wished', [unlabelled]],
  ['wished', [unlabelled, 'node(s) had untolerated taint(s)']],
  ['tainted', ['node(s) had untolerated taint {gpu: true}']],
  ['plain', ['Insufficient cpu', 'node(s) had untolerated taint(s)']],
  ['plain', [unlabelled, 'node(s) were unschedulable']],
  ['plain', ['Insufficient memory']],
  ['plain', ["node(s) didn't match pod anti-affinity rules"]],
  ['plain', ["node(s) didn't match PersistentVolume's node affinity"]],
  ['plain', []],
])('proposes %s where nodes say %j', (fix, reasons) => {
  expect(placementFix(reasons.map(reason => ({ reason })))).toBe(
    `fix.unschedulable.${fix}`,
  );
});

it.each([
  ["node(s) didn't match pod anti-affinity rules", 'reason.spread'],
  ["node(s) didn't match pod topology spread constraints", 'reason.spread'],
  [unlabelled, 'reason.affinity'],
])('says of %s what it is', (reason, key) => {
  expect(reasonSentence({ reason }).key).toBe(key);
});

it('has a case for each kind of cause', () => {
  expect(new Set(cases.map(([{ kind }]) => kind))).toEqual(
    new Set(causeFactsSchema.options.map(({ shape }) => shape.kind.value)),
  );
});

it.each(['en', 'zh'] as const)('tells causes in %s', async language => {
  renderIn(language, <Sentences />);
  await screen.findByText(
    language === 'en' ? /web-1 was evicted/ : /被节点驱逐/,
  );
  const rows = screen.getAllByRole('listitem');
  expect(rows.map(row => row.querySelector('b')?.textContent)).toEqual(
    cases.map(([, en, zh]) => (language === 'en' ? en : zh)),
  );
  for (const row of rows) {
    expect(row.querySelector('i')?.textContent).toMatch(
      language === 'en' ? /^[A-Z].{20,}\.$/ : /^.{8,}。$/,
    );
    expect(row).not.toHaveTextContent(/\{\{|undefined/);
    // Who knows the revisions proposes one, where there is one to go back to.
    expect(row).not.toHaveTextContent(/roll.*back|last good|回滚|修订版本/);
  }
});
