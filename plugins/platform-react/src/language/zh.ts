export default {
  'status.healthy': '健康',
  'status.progressing': '进行中',
  'status.degraded': '降级',
  'status.failed': '故障',
  'status.unknown': '未知',
  'status.lasting': '已 {{duration}}',
  'failure.retry': '重试',
  'failure.details': '详细信息',
  'live.stale': '{{time}}的状态：与门户的连接已断开，正在重新连接。',
};
