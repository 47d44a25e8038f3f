export const adoptionZh = {
  'adoption.row': '手工创建',
  'adoption.note':
    '由人使用 Helm 手工创建，在此只能查看。接管后可在此变更、回滚或删除；接管本身不会改动它。',
  'adoption.verb': '接管 {{name}}',
} as const;
