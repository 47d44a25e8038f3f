export default {
  'cause.image-pull.notFound': '无法拉取镜像 {{image}}：镜像仓库中不存在该镜像',
  'cause.image-pull.denied': '无法拉取镜像 {{image}}：镜像仓库拒绝访问',
  'cause.image-pull.unreachable': '无法拉取镜像 {{image}}：无法连接镜像仓库',
  'cause.image-pull.limited': '无法拉取镜像 {{image}}：镜像仓库已限流',
  'cause.image-pull.invalid': '镜像名称 {{image}} 无效',
  'cause.image-pull.other': '无法拉取镜像 {{image}}',
  'cause.crash-loop.exit_one':
    '容器 {{container}} 以退出码 {{code}} 退出，已重启 {{count}} 次',
  'cause.crash-loop.exit_other':
    '容器 {{container}} 反复以退出码 {{code}} 退出，已重启 {{count}} 次',
  'cause.crash-loop.signal_one':
    '容器 {{container}} 被信号 {{signal}} 终止，已重启 {{count}} 次',
  'cause.crash-loop.signal_other':
    '容器 {{container}} 反复被信号 {{signal}} 终止，已重启 {{count}} 次',
  'cause.crash-loop.plain': '容器 {{container}} 反复崩溃',
  'cause.out-of-memory.limited':
    '容器 {{container}} 因内存不足被终止：所需内存超过上限 {{limit}}',
  'cause.out-of-memory.unlimited':
    '容器 {{container}} 因内存不足被终止：未设置上限，节点内存已耗尽',
  'cause.probe-failing.status':
    '容器 {{container}} 的 {{probe}} 探针失败：返回 HTTP {{answer}}',
  'cause.probe-failing.refused':
    '容器 {{container}} 的 {{probe}} 探针失败：端口无人监听',
  'cause.probe-failing.silent':
    '容器 {{container}} 的 {{probe}} 探针失败：未在规定时间内响应',
  'cause.probe-failing.said':
    '容器 {{container}} 的 {{probe}} 探针失败：{{answer}}',
  'cause.probe-failing.other': '容器 {{container}} 的 {{probe}} 探针失败',
  'cause.not-ready.container': '容器 {{container}} 在运行，但尚未就绪',
  'cause.not-ready.pod': 'Pod {{pod}} 在运行，但尚未就绪',
  'cause.not-ready.plain': 'Pod 在运行，但尚未就绪',
  'cause.unschedulable.reasons_one':
    '{{count}} 个 Pod 没有节点可以调度：{{reasons}}',
  'cause.unschedulable.reasons_other':
    '{{count}} 个 Pod 没有节点可以调度：{{reasons}}',
  'cause.unschedulable.plain_one': '{{count}} 个 Pod 没有节点可以调度',
  'cause.unschedulable.plain_other': '{{count}} 个 Pod 没有节点可以调度',
  'cause.quota-exceeded.resources': '配额 {{quota}} 已不足：{{resources}}',
  'cause.quota-exceeded.plain': '命名空间的配额不足，无法创建更多 Pod',
  'cause.quota-exceeded.unspecified':
    '配额 {{quota}} 要求每个容器声明 {{resources}} 的用量',
  'cause.quota-exceeded.lifted':
    '配额 {{quota}} 曾拒绝创建 Pod，现在已不再限制；Kubernetes 尚未重试',
  'cause.limit-range.plain': '命名空间的 LimitRange 拒绝了 Pod：{{limits}}',
  'cause.admission-refused.policy': '策略 {{policy}} 拒绝了 Pod',
  'cause.admission-refused.webhook': '准入 Webhook {{webhook}} 拒绝了 Pod',
  'cause.admission-refused.plain': '集群拒绝了 Pod',
  'cause.missing-object.object': '{{object}} {{name}} 不存在',
  'cause.missing-object.key': '{{object}} {{name}} 中没有键 {{key}}',
  'cause.missing-object.volumeKey':
    '{{object}} {{name}} 中没有卷 {{volume}} 所需的键 {{key}}',
  'cause.missing-object.exists':
    '{{object}} {{name}} 此前不存在，现已存在；Kubernetes 尚未重试',
  'cause.volume-pending.plain': 'PersistentVolumeClaim {{claim}} 还没有存储卷',
  'cause.deadline-exceeded.deadline': '发布在 {{duration}}内没有进展，已卡住',
  'cause.deadline-exceeded.plain': '发布没有进展，已卡住',
  'cause.node-gone.plain': '节点 {{node}} 没有响应',
  'cause.stuck-terminating.finalizers':
    'Pod {{pod}} 无法删除：正在等待 {{finalizers}}',
  'cause.stuck-terminating.plain': 'Pod {{pod}} 正在删除，但迟迟没有结束',
  'cause.autoscaler-blind.plain':
    '自动扩缩容 {{autoscaler}} 没有指标，无法扩缩',
  'cause.disruption-blocked.counts':
    '中断预算 {{budget}} 不允许驱逐任何 Pod：健康 {{healthy}} 个，至少需要 {{wanted}} 个',
  'cause.disruption-blocked.plain': '中断预算 {{budget}} 不允许驱逐任何 Pod',
  'cause.overlapping-selectors.plain':
    '选择器与其他工作负载重叠，会匹配到对方的 Pod：{{workloads}}',
  'cause.service-overlap.plain':
    'Service {{service}} 也会把请求发给其他工作负载的 Pod：{{workloads}}',
  'cause.service-overlap.only':
    'Service {{service}} 没有把请求发给自己的工作负载，而是发给其他工作负载的 Pod：{{workloads}}',
  'cause.no-endpoints.plain': 'Service {{service}} 后面没有就绪的 Pod',
  'cause.create-failed.command':
    '容器 {{container}} 无法启动：镜像中没有 {{command}}',
  'cause.create-failed.container': '容器 {{container}} 无法启动',
  'cause.create-failed.plain': '无法创建 Pod',
  'cause.evicted.pod': 'Pod {{pod}} 被节点驱逐',
  'cause.evicted.plain': 'Pod 被节点驱逐',
  'cause.exited.exit': '容器 {{container}} 已以退出码 {{code}} 退出',
  'cause.exited.signal': '容器 {{container}} 已被信号 {{signal}} 终止',
  'cause.exited.plain': '容器 {{container}} 已退出',
  'fix.image-pull.notFound': '请推送该标签的镜像，或在部署的来源处改正标签。',
  'fix.image-pull.denied':
    '请检查命名空间中是否有该仓库的拉取凭据，以及其账号能否读取该仓库。',
  'fix.image-pull.unreachable':
    '请检查镜像仓库是否正常、节点能否访问。系统会自动重试。',
  'fix.image-pull.limited':
    '系统会自动重试。配置拉取凭据或使用自有仓库可以解除限流。',
  'fix.image-pull.invalid': '请在部署的来源处改正镜像名称。',
  'fix.image-pull.other': '镜像仓库的原始消息见详细信息。',
  'fix.crash.success': '进程自行正常结束，但服务必须持续运行：请检查启动命令。',
  'fix.crash.notExecutable':
    '启动命令无法执行：请检查文件权限，以及镜像与节点的处理器架构是否一致。',
  'fix.crash.notFound': '镜像中没有该启动命令：请检查命令和参数。',
  'fix.crash.killed': '进程被外部强制终止：多为节点内存不足，可在事件中查看。',
  'fix.crash.stopped': '进程被要求停止，原因可在事件中查看。',
  'fix.crash.fault': '程序自身崩溃。请查看最后几行日志以及最近一次改动。',
  'fix.crash.other':
    '最后几行日志通常会说明原因。如果是改动之后才出现的，请检查改动内容。',
  'fix.out-of-memory.limited': '请提高内存上限，或找出内存被什么占用。',
  'fix.out-of-memory.unlimited':
    '请设置内存请求和上限，使其被调度到有足够内存的节点。',
  'fix.probe-failing.startup':
    '启动过慢时 Kubernetes 会重启容器。请查看日志，并检查探针是否留够了启动时间。',
  'fix.probe-failing.readiness':
    '探针通过之前不会收到请求。请查看日志，并检查探针的检查目标是否正确。',
  'fix.probe-failing.liveness':
    '每次失败 Kubernetes 都会重启容器。请查看日志，并检查探针是否过于严格。',
  'fix.not-ready.plain':
    '目前不会收到请求。如果一直如此，请查看日志和 readiness 探针。',
  'fix.unschedulable.plain':
    '请减少资源请求，释放不再需要的资源，或请平台团队增加节点。',
  'fix.unschedulable.wished':
    '请检查 Pod 的 nodeSelector 和亲和性：可用的节点都没有这些标签。',
  'fix.unschedulable.tainted':
    '如果应当运行在这些节点上，请为其配置容忍；否则请平台团队增加节点。',
  'fix.quota-exceeded.plain':
    '请减少资源请求，缩减团队的其他服务，或向团队负责人申请更多配额。',
  'fix.quota-exceeded.unspecified':
    '请为每个容器设置相应的请求和上限，之后 Pod 会自动创建。',
  'fix.refused.passing':
    'Kubernetes 会自动重试；被拒绝的时间越长，等待越久，最多约一刻钟。重启工作负载可以立即重试。',
  'fix.limit-range.plain':
    '请把 request 和 limit 调整到允许的范围内，或联系 LimitRange 的设置者放宽范围。之后 Pod 会自动创建。',
  'fix.admission-refused.plain':
    '请按详细信息中的消息修改，之后 Pod 会自动创建。',
  'fix.missing-object.object':
    '请在该命名空间中创建，或改正引用处的名称，之后 Pod 会自动启动。',
  'fix.missing-object.class':
    '请改正工作负载中引用的名称，或请平台团队创建：它属于整个集群。之后 Pod 会自动启动。',
  'fix.missing-object.key':
    '请添加该键，或改正引用处的名称，之后 Pod 会在几分钟内自动启动。',
  'fix.missing-object.exists':
    'Kubernetes 会在几分钟内自动重试。删除该 Pod 可以立即重试。',
  'fix.volume-pending.plain':
    '请检查存储类是否存在、是否还有空间。有了存储卷后 Pod 会自动启动。',
  'fix.deadline-exceeded.plain': '请查看新 Pod 为何没有就绪。',
  'fix.node-gone.plain':
    '几分钟后 Pod 会在其他节点上启动。如果一直如此，请联系平台团队。',
  'fix.stuck-terminating.finalizers':
    '请检查该 finalizer 所属的控制器是否在运行，它必须先完成清理。',
  'fix.stuck-terminating.plain':
    '可能是节点没有响应或进程没有停止。平台团队可以强制删除。',
  'fix.autoscaler-blind.plain':
    '请检查 metrics-server 是否在运行，以及每个容器是否设置了 CPU 和内存请求。在此之前副本数保持不变。',
  'fix.autoscaler-blind.custom':
    '它依据的不是 CPU 和内存指标：请检查集群中的自定义或外部指标适配器是否运行，以及是否提供该指标。在此之前副本数保持不变。',
  'fix.disruption-blocked.plain':
    '在此期间无法清空节点。请让更多 Pod 就绪，或放宽预算。',
  'fix.disruption-blocked.leeway':
    '在此期间无法清空节点，增加 Pod 也没有用：请放宽预算，允许至少一个 Pod 不可用。',
  'fix.disruption-blocked.replicas':
    '在此期间无法清空节点，因为预算要求全部现有副本可用：请扩容，或放宽预算。',
  'fix.disruption-blocked.count':
    'Kubernetes 统计该预算的 Pod 之前无法清空节点，正常情况下会立即完成。请查看预算的 conditions：如果 Pod 的控制器没有副本数，就不能使用百分比或 maxUnavailable。',
  'fix.overlapping-selectors.plain':
    '请在各工作负载的选择器和模板中使用各自独有的标签。选择器创建后不能修改，需要删除其中一个并重新部署。在此之前，它们可能互相接管 Pod，自动扩缩容也会把它们的 Pod 算在一起。',
  'fix.service-overlap.plain':
    '请缩小该 Service 的选择器，使其只匹配一个工作负载的 Pod。',
  'fix.service-overlap.only':
    '请检查该 Service 的选择器与其对应 Pod 的标签是否匹配。',
  'fix.no-endpoints.plain':
    '对它的请求会失败。请检查选择器与 Pod 标签是否匹配，以及 Pod 是否就绪。',
  'fix.create-failed.plain':
    'Kubernetes 的原始消息见详细信息。系统会自动重试。',
  'fix.evicted.plain':
    '节点的内存或磁盘不足。按实际用量设置资源请求可以避免被驱逐。',
  'reason.cpu_one': '{{count}} 个节点 CPU 不足',
  'reason.cpu_other': '{{count}} 个节点 CPU 不足',
  'reason.memory_one': '{{count}} 个节点内存不足',
  'reason.memory_other': '{{count}} 个节点内存不足',
  'reason.pods_one': '{{count}} 个节点的 Pod 数量已满',
  'reason.pods_other': '{{count}} 个节点的 Pod 数量已满',
  'reason.resource_one': '{{count}} 个节点 {{resource}} 不足',
  'reason.resource_other': '{{count}} 个节点 {{resource}} 不足',
  'reason.taint_one': '{{count}} 个节点有污点 {{taint}}',
  'reason.taint_other': '{{count}} 个节点有污点 {{taint}}',
  'reason.tainted_one': '{{count}} 个节点有 Pod 不容忍的污点',
  'reason.tainted_other': '{{count}} 个节点有 Pod 不容忍的污点',
  'reason.labels_one': '{{count}} 个节点没有 {{labels}}',
  'reason.labels_other': '{{count}} 个节点没有 {{labels}}',
  'reason.affinity_one': '{{count}} 个节点不符合 Pod 的节点要求',
  'reason.affinity_other': '{{count}} 个节点不符合 Pod 的节点要求',
  'reason.spread_one': '{{count}} 个节点不符合 Pod 的分布规则',
  'reason.spread_other': '{{count}} 个节点不符合 Pod 的分布规则',
  'reason.cordoned_one': '{{count}} 个节点已停止调度',
  'reason.cordoned_other': '{{count}} 个节点已停止调度',
  'reason.ports_one': '{{count}} 个节点的端口已被占用',
  'reason.ports_other': '{{count}} 个节点的端口已被占用',
  'reason.volume_one': '{{count}} 个节点无法挂载存储卷',
  'reason.volume_other': '{{count}} 个节点无法挂载存储卷',
  'reason.other_one': '{{count}} 个节点：{{reason}}',
  'reason.other_other': '{{count}} 个节点：{{reason}}',
  'bound.max.limit':
    '{{resource}} 的 limit 为 {{asked}}，每个 {{per}} 最多允许 {{limited}}',
  'bound.max.request':
    '{{resource}} 的 request 为 {{asked}}，每个 {{per}} 最多允许 {{limited}}',
  'bound.min.limit':
    '{{resource}} 的 limit 为 {{asked}}，每个 {{per}} 至少需要 {{limited}}',
  'bound.min.request':
    '{{resource}} 的 request 为 {{asked}}，每个 {{per}} 至少需要 {{limited}}',
  'bound.ratio':
    '{{resource}} 的 limit 是 request 的 {{asked}} 倍，每个 {{per}} 最多允许 {{limited}} 倍',
  'bound.none.limit': '每个 {{per}} 都必须设置 {{resource}} 的 limit',
  'bound.none.request': '每个 {{per}} 都必须设置 {{resource}} 的 request',
  'resource.full':
    '{{resource}} 请求 {{requested}}，已用 {{used}}，上限 {{limited}}',
  'resource.used': '{{resource}} 已用 {{used}}，上限 {{limited}}',
  'resource.asked': '{{resource}} 请求 {{requested}}，上限 {{limited}}',
  'resource.name': '{{resource}}',
  'list.more': '另外 {{rest}} 个',
  'line.zero': '已缩容到 0：没有实例在运行',
  'line.ready_one': '{{count}} 个副本已就绪',
  'line.ready_other': '{{count}} 个副本全部就绪',
  'line.some_one': '{{count}} 个副本中 {{ready}} 个已就绪',
  'line.some_other': '{{count}} 个副本中 {{ready}} 个已就绪',
  'line.rolling_one': '正在发布：{{count}} 个副本中 {{updated}} 个已更新',
  'line.rolling_other': '正在发布：{{count}} 个副本中 {{updated}} 个已更新',
  'line.underWay': '变更仍在进行中',
  'line.paused': '发布已暂停',
  'line.stuck': '发布已卡住',
  'view.pods_one': '涉及 {{count}} 个 Pod',
  'view.pods_other': '涉及 {{count}} 个 Pod',
  'view.raw': 'Kubernetes 的原始消息',
  'view.lastWords': '最后的输出',
  'view.unnamed': '（未命名）',
  'view.more_one': '还有 {{count}} 个原因',
  'view.more_other': '还有 {{count}} 个原因',
};
