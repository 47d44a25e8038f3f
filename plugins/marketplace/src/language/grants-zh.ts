/** What is said of credentials that are had by asking, in Chinese. */
export const grantZh = {
  'grant.none': '尚未申请凭据。请先申请，再将服务绑定到凭据。',
  'grant.noEndpoints': '客户端的连接地址包含在凭据中。',
  'grant.ask': '申请凭据',
  'grant.title': '申请 {{name}} 的凭据',
  'grant.what':
    '实例的提供方会单独生成一份凭据并写入 Secret，门户不会读取。建议每个服务各申请一份，以便单独归还。',
  'grant.name': '名称',
  'grant.nameHelp': '同时是 Secret 的名称，之后不能修改',
  'grant.verb': '申请凭据',
  'grant.cancel': '取消',
  'grant.revokeTitle': '归还 {{name}}',
  'grant.revokeVerb': '归还 {{name}}',
  'grant.revokeWhat': '归还后凭据立即失效，Secret {{secret}} 也会删除。',
  'grant.nobody': '您可见的工作负载都没有使用它。',
  'grant.breaks': '没有凭据它们将无法工作。请先解绑。',
};
