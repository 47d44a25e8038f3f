export default {
  'nav.label': '主导航',
  'nav.menu': '菜单',
  'nav.search': '搜索',
  'nav.language': '语言',
  'nav.signOut': '退出登录',
  'nav.home': '首页',
  'title.home': '首页',
  'title.services': '服务',
  'title.workload': '工作负载',
  'title.workload-logs': '工作负载的日志',
  'title.applications': '应用',
  'title.catalog': '软件目录',
  'title.api-docs': 'API',
  'title.scaffolder': '创建',
  'title.marketplace': '中间件市场',
  'title.health': '平台',
  'title.techdocs': '文档',
  'title.user-settings': '设置',
  'title.notifications': '通知',
  'title.search': '搜索',
  'title.catalog-graph': '关系图',
  'tab.templates': '模板',
  'tab.tasks': '任务',
  'tab.actions': '动作',
  'tab.editor': '模板编辑器',
  'tab.templatingExtensions': '模板扩展',
  'tab.general': '常规',
  'tab.featureFlags': '功能开关',
  'hint.newWindow': '，在新窗口中打开',
  'hint.ownsNothing': '没有您可以查看的、由其负责的内容。',
  'unregister.locationNotAllowed':
    '未能注销：同一文件还注册了其他团队的内容，您无权移除。请联系平台工程师来注销。',
  'unregister.entityNotAllowed':
    '未能删除：您无权将它从软件目录中删除。请联系负责它的团队或平台工程师。',
  'signIn.working': '正在前往单点登录…',
  'signIn.checking': '正在检查登录状态…',
  'signIn.signedOut': '您已退出登录',
  'signIn.signedOutHint':
    '如果他人也使用这台电脑，请关闭浏览器窗口；您也可以重新登录。',
  'signIn.action': '单点登录',
  'signIn.retry': '重试',
  'signIn.failed': '登录失败',
  'signIn.unreachable': '用户中心没有响应',
  'signIn.unreachableHint':
    '无法连接用户中心进行单点登录。请稍等一分钟后重试；如果问题依旧，请联系 Pilothouse 的运维人员。',
  'signIn.portalUnreachable': '门户没有响应',
  'signIn.portalUnreachableHint':
    '页面已加载，但后端没有响应，可能正在重启。请稍等一分钟后重试。',
  'signIn.notStartedHint':
    '门户无法发起单点登录，可能是门户的配置有误。请重试；如果问题依旧，请把下面的信息转给 Pilothouse 的运维人员。',
  'signIn.refusedHint':
    '用户中心认识您，但门户拒绝了登录。请把下面的信息转给 Pilothouse 的运维人员。',
  'signIn.noSessionHint':
    '您从用户中心返回时没有会话。如果您已在那里登录，请允许本站使用 Cookie。然后重试。',
  'signIn.details': '详细信息',
  'session.userCenterAway': '用户中心没有响应',
  'session.userCenterAwayHint':
    '您的会话并未结束，只是暂时无法续期。页面上的内容都会保留，但可能不是最新的；用户中心恢复后会自动继续。',
  'kubernetes.refused':
    '您没有权限直接从集群读取。请改用此服务的“日志”和“部署”标签页，那里显示您有权查看的内容。',
  'error.pluginTitle': '页面的这一部分出错了：{{plugin}}',
  'error.pluginTitleUnknown': '页面的这一部分出错了',
  'error.retry': '重试',
  'error.notFound': '此地址没有页面',
  'error.notFoundHint':
    '页面可能已被移除，或者地址有误。可以用导航中的搜索查找服务、团队和文档。',
  'error.goHome': '返回首页',
};
