export default {
  month: '每月 {{cost}}',
  how: '费用构成',
  own: '基本费用：{{cost}}',
  part: '{{resource}}，{{amount}}：{{cost}}',
  field: '{{field}}：{{range}}',
  fieldIs: '{{field}}：{{range}}，而不是 {{is}}',
  atLeast: '至少 {{least}}',
  atMost: '最多 {{most}}',
  between: '{{least}} 到 {{most}}',
  together: '合计最多 {{total}}',
  oneOf: '{{values}} 之一',
  both: '{{one}}，{{other}}',
  instances_one:
    '每个团队在 {{environment}} 中最多可以有 {{count}} 个，{{tenant}} 已有 {{are}} 个。请删除不再需要的实例，或联系平台工程师。',
  instances_other:
    '每个团队在 {{environment}} 中最多可以有 {{count}} 个，{{tenant}} 已有 {{are}} 个。请删除不再需要的实例，或联系平台工程师。',
  instancesOf_one:
    '每个团队在 {{environment}} 中最多可以有 {{count}} 个{{plans}}规格的实例，{{tenant}} 已有 {{are}} 个。请删除不再需要的实例、选择其他规格，或联系平台工程师。',
  instancesOf_other:
    '每个团队在 {{environment}} 中最多可以有 {{count}} 个{{plans}}规格的实例，{{tenant}} 已有 {{are}} 个。请删除不再需要的实例、选择其他规格，或联系平台工程师。',
  closed: '不在 {{environment}} 中提供',
  noPlan: '请选择规格：{{plans}}有各自的限制或价格。',
  most_one: '每个团队最多 {{count}} 个',
  most_other: '每个团队最多 {{count}} 个',
  withoutEnvironment: '未指定环境的命名空间',
  noTeam: '不属于任何团队的命名空间',
};
