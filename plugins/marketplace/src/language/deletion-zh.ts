/** What is said of a deletion. */
export const deletionZh = {
  'delete.elsewhere':
    '数据将被删除：提供方会回收实例的全部内容，包括这里看不到的部分，且无法恢复。',
  'delete.runs': '删除过程中会运行以下任务，可能删除未列出的内容：{{names}}',
  'delete.in': '位于命名空间 {{namespace}}',
  'delete.first': '首先删除',
  'delete.firstWhy':
    '提供方只有在凭据归还之后才会回收实例。凭据对应的 Secret 会一并删除。',
  'delete.title': '删除 {{name}}',
  'delete.looking': '正在查看哪些会删除、哪些会保留',
  'delete.data_one': '数据将被删除：{{count}} 个存储卷，无法撤销。',
  'delete.data_other': '数据将被删除：{{count}} 个存储卷，无法撤销。',
  'delete.goes': '将会删除',
  'delete.stays': '将会保留',
  'delete.more': '另有 {{number}} 个',
  'delete.nothingElse': '只有对象本身。',
  'delete.nothingStays': '没有带其标签的其他对象。',
  'delete.held.operator':
    '由 Operator（{{operator}}）先完成清理，之后实例才会消失；Operator 未运行时，实例会一直处于删除中。',
  'delete.held.kubernetes':
    'Kubernetes 会先删除它的全部从属对象，之后实例才会消失。',
  'delete.held.other':
    '除 Operator 以外，还有其他组件要求先完成清理，之后实例才会消失。',
  'delete.finalizers': 'Finalizer：{{finalizers}}',
  'delete.unknown': '以下类型无法查看，可能还有更多：{{kinds}}',
  'delete.contents': '同时删除其中的{{what}}（{{number}} 个）',
  'delete.contentsFirst': '首先删除，其中的数据一并删除',
  'delete.contentsWhy':
    '以上内容删除完成之后才会删除 {{name}}，因为只有实例存在时，Operator 才能清理它们。',
  'delete.type': '输入 {{name}} 以确认删除',
  'delete.cancel': '取消',
  'delete.verb': '删除 {{name}}',
  'delete.backups_one': '{{count}} 个可用备份将一并删除。',
  'delete.backups_other': '{{count}} 个可用备份将一并删除。',
} as const;
