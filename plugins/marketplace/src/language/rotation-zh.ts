export const rotationZh = {
  'rotation.open': '轮换 {{secret}}',
  'rotation.foreign':
    '该 Secret 不是由 Operator 创建的，因此 Operator 不会向其中写入新的凭据。',
  'rotation.missing': '该 Secret 不存在，无法轮换。',
  'rotation.notKnown': '无法确定能否轮换凭据。{{why}}',
  'rotation.title': '更新 {{secret}} 中的凭据',
  'rotation.what':
    'Operator 会生成新的凭据并写入 Secret {{secret}}，门户既不生成也不读取。旧凭据立即失效。',
  'rotation.restarts': '重启之前仍使用旧凭据，无法连接',
  'rotation.restart': '重启 {{kind}} {{name}}（{{what}}）',
  'rotation.follows': '无需重启即可从文件中读到新凭据',
  'rotation.nobody': '您可见的工作负载都没有使用它。',
  'rotation.verb': '生成新的凭据',
  'rotation.cancel': '取消',
  'rotation.close': '关闭',
  'rotation.making': '正在等待 Operator…',
  'rotation.made': '新的凭据已生成。',
  'rotation.notMade':
    '已通知 Operator，但尚未生成新的凭据。请查看下方的状态，待 Secret 出现后再重启服务。',
  'rotation.restarted': '正在重启：{{names}}',
  'rotation.notRestarted': '无法重启：{{name}}',
} as const;
