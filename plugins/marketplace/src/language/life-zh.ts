/** 关于实例删除的说明。 */
export const lifeMessagesZh = {
  'life.pending': '将于 {{time}} 删除（由 {{by}} 申请）。',
  'life.undo': '撤销',
  'life.undoOne': '保留 {{name}}：撤销删除',
  'life.overdue': '应于 {{time}} 删除（由 {{by}} 申请），正在执行。',
  'life.overdueWhy': '应于 {{time}} 删除（由 {{by}} 申请），尚未成功：{{said}}',
  'life.refused': '应于 {{time}} 删除（由 {{by}} 申请），现予保留：{{said}}',
  'life.unheard':
    '对象上标注将于 {{time}} 删除，但门户没有收到该申请，因此不会执行。',
  'life.gone': '{{place}} 中的 {{name}} 在您查看期间已被删除。',
  'life.goneByYou': '您已删除 {{place}} 中的 {{name}}。',
  'life.goneAsked': '由 {{by}} 申请删除。',
  'life.goneBelow':
    '并非由门户的延迟删除执行，因此门户不知道操作者；请查看集群的审计日志。',
  'life.when': '删除时间',
  'life.data_one': '数据将被删除：{{count}} 个存储卷。',
  'life.data_other': '数据将被删除：{{count}} 个存储卷。',
  'life.later': '{{grace}}后删除，在此之前可以撤销',
  'life.now': '立即删除，无法撤销',
  'life.laterVerb': '{{grace}}后删除 {{name}}',
  'life.keptBy.argo-cd':
    '该对象由 Argo CD 按照 git 维护，删除后可能会被重新创建且没有数据。请在 git 中移除。',
  'life.keptBy.flux':
    '该对象由 Flux 按照 git 维护，删除后可能会被重新创建且没有数据。请在 git 中移除。',
  'life.volume.deleted': '数据一并删除',
  'life.volume.kept': '存储卷保留在集群中，需要时请联系平台工程师',
  'life.volume.not-known': '无法确定数据是否保留',
  'life.keptBackups_one': '保留 {{count}} 个可用备份，可以用于恢复。',
  'life.keptBackups_other': '保留 {{count}} 个可用备份，可以用于恢复。',
  'life.keptVolumes_one': '按照回收策略，{{count}} 个存储卷保留在集群中。',
  'life.keptVolumes_other': '按照回收策略，{{count}} 个存储卷保留在集群中。',
  'life.switch.open': '将 {{name}} 切换到 {{instance}}',
  'life.switch.title': '将 {{kind}} {{name}} 切换到 {{instance}}',
  'life.switch.how':
    '分两步：先解除现有绑定，再以相同方式（相同的环境变量或文件）绑定到 {{instance}}。每一步都会替换 Pod。',
  'life.switch.first': '第 1 步，共 2 步：解除 {{name}} 与 {{before}} 的绑定',
  'life.switch.second': '第 2 步，共 2 步：将 {{name}} 绑定到 {{instance}}',
  'life.following': '情况有变化，正在重新查看…',
} as const;
