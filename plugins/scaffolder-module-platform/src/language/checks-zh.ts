export const checksZh = {
  'check.name.fine': '名称可用作主机名',
  'check.name.wrong': '名称为保留名称，或不符合 DNS 命名规则',
  'check.owner.fine': '您可以为 {{team}} 创建服务',
  'check.owner.wrong':
    '您不是 {{team}} 的成员：请选择您所在的团队，或申请加入该团队',
  'check.namespace.taken':
    '集群 {{cluster}} 中已有命名空间 {{namespace}}，但没有标记为该团队的 {{environment}} 环境；若确属该团队，可由平台工程师添加标签',
  'check.namespace.leaving':
    '集群 {{cluster}} 中的命名空间 {{namespace}} 正在删除，请在删除完成后重试',
  'check.namespace.absent':
    '集群 {{cluster}} 中没有该团队 {{environment}} 环境的命名空间',
  'check.namespace.unknown':
    '无法得知集群 {{cluster}} 中是否有该团队 {{environment}} 环境的命名空间：自 {{since}} 起没有收到该集群的任何消息，请在其恢复后重试',
  'check.namespace.misnamed':
    '{{environment}} 环境的命名空间无法以团队命名，请向平台工程师申请其他名称的命名空间',
  'check.namespace.no-cluster': '模板指定的集群不在门户的已知集群中',
  'check.namespace.which-cluster':
    '无法确定在哪个集群中新建 {{environment}} 环境的命名空间，模板须指明集群',
  'check.namespace.one':
    '{{environment}} 对应集群 {{cluster}} 中的命名空间 {{namespace}}',
  'check.namespace.new':
    '将在集群 {{cluster}} 中为 {{environment}} 新建命名空间 {{namespace}}',
  'check.namespace.refused':
    '您无权在集群 {{cluster}} 中为 {{environment}} 新建命名空间 {{namespace}}：请让平台工程师创建该应用，或只选择团队已有命名空间的环境',
  'check.namespace.none':
    '该团队没有 {{environment}} 环境的命名空间，请联系平台工程师申请',
  'check.namespace.several':
    '该团队有多个 {{environment}} 环境的命名空间，模板须指明集群',
  'check.free.free': '{{name}} 在{{where}}中可用',
  'check.free.taken': '{{name}} 在{{where}}中已被占用，请换一个名称',
  'check.free.unknown': '无法确认名称在{{where}}中是否可用：{{message}}',
  'check.host.free': '访问地址 {{host}} 可用',
  'check.host.taken':
    '{{environment}} 的访问地址 {{host}} 已被使用，请换一个名称',
  'check.host.unknown':
    '暂时无法得知 {{environment}} 的访问地址 {{host}} 是否已被使用',
  'check.quota.fine': '{{namespace}} 的配额充足',
  'check.quota.wrong':
    '{{namespace}} 的配额不足：请申请更多配额，或选择其他环境',
  'check.limits.wrong':
    '{{namespace}} 的 LimitRange 不允许创建该服务的 Pod：{{bounds}}。请选择其他环境，或请设置 LimitRange 的人员调整范围',
  'check.middleware.orderable': '可以在 {{environment}} 环境中订购 {{name}}',
  'check.middleware.taken':
    '{{environment}} 环境中已有 {{name}}，可能属于已删除的服务：请换一个名称，或到中间件市场将其删除',
  'check.middleware.later':
    '{{name}} 将在 {{environment}} 的命名空间创建后订购，届时才能确认配额是否足够',
  'check.order.limits':
    '在 {{environment}} 环境中订购 {{name}} 超出平台的限制：{{limits}}',
  'check.order.secrets':
    '运行记录会保存填写的内容，因此无法在 {{environment}} 环境中带敏感信息订购 {{name}}：请去掉 {{fields}}，或到中间件市场订购',
  'check.order.needs-secrets':
    '无法通过模板在 {{environment}} 环境中订购 {{name}}：该规格需要填写可能包含敏感信息的 {{fields}}，而运行记录会保存填写的内容。请选择其他规格，或到中间件市场订购',
  'check.order.no-such-plan':
    '无法在 {{environment}} 环境中订购 {{name}}：没有规格 {{plan}}，请从 {{plans}} 中选择',
  'check.order.not-by-template':
    '无法通过模板在 {{environment}} 环境中订购 {{name}}，请到中间件市场订购',
  'check.order.misnamed':
    '{{name}} 不能用作 {{environment}} 环境中的中间件名称：最多 40 个字符，只能包含小写字母、数字和连字符，以字母开头，且不能以连字符结尾',
  'check.order.absent':
    '无法在 {{environment}} 环境中订购 {{name}}：那里不提供。请改选其他中间件，或联系平台工程师',
  'check.order.not-allowed':
    '您无权在 {{environment}} 环境中订购 {{name}}，请联系团队负责人或平台工程师',
  'check.order.not-taken':
    '在 {{environment}} 环境中订购 {{name}} 时，填写的内容未被接受，需要修改之处见详情',
  'check.order.unknown':
    '无法确认能否在 {{environment}} 环境中订购 {{name}}，请重试',
  'check.chart.unknown': '无法得知所需的配额',
} as const;
