import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';

export default createTranslationMessages({
  ref: techdocsTranslationRef,
  full: true,
  messages: {
    'aboutCard.viewTechdocs': '查看文档',
    'notFound.title': '未找到文档',
    'notFound.builderNote':
      '配置项 techdocs.builder 不是 local，因此门户不会在缺少文档时自动生成。请确认项目文档已由外部流程（例如 CI/CD 流水线）生成并发布，或者把 techdocs.builder 改为 local，由门户生成文档。',
    'buildLogs.title': '构建详情',
    'buildLogs.closeDrawer': '关闭抽屉',
    'buildLogs.showBuildLogs': '显示构建日志',
    'buildLogs.waitingForLogs': '正在等待日志…',
    'stateIndicator.initialBuild.message':
      '首次访问该文档，正在准备。以后打开会快得多。',
    'stateIndicator.contentStaleRefreshing.message':
      '正在准备该文档的新版本，稍后可用。',
    'stateIndicator.contentStaleReady.message':
      '该文档已有新版本，请刷新查看。',
    'stateIndicator.contentStaleReady.refreshButton': '刷新',
    'stateIndicator.contentStaleError.message': '构建该文档的新版本失败。',
    'redirectNotification.redirectNow': '立即跳转',
    'search.noResults': '没有找到结果',
    'search.placeholder': '搜索 {{entityTitle}} 的文档',
    'readerPageHeader.owner': '负责人',
    'readerPageHeader.lifecycle': '生命周期',
    'readerPageHeader.source': '源码',
    'home.supportButton': '查找您所在生态中的文档。',
    'pageWrapper.title': '文档',
    'pageWrapper.subtitle': '{{orgName}} 的文档',
    'table.columns.document': '文档',
    'table.columns.owner': '负责人',
    'table.columns.kind': '种类',
    'table.columns.type': '类型',
    'table.header.actions': '操作',
    'table.toolbar.searchPlaceholder': '筛选',
    'table.pagination.labelRowsSelect': '行',
    'table.body.emptyDataSourceMessage': '没有可显示的记录',
    'table.actions.copyDocsUrl': '复制文档链接到剪贴板',
    'table.actions.addToFavorites': '收藏',
    'table.actions.removeFromFavorites': '取消收藏',
    'table.emptyState.title': '没有可显示的文档',
    'table.emptyState.description': '编写您自己的文档，请查看入门说明。',
    'table.emptyState.docsButton': '文档',
    'table.title.all': '全部',
    'error.couldNotLoad': '无法加载可用的文档。',
    'nav.title': '文档',
    'entityContent.title': '文档',
    'reader.settings': '设置',
  },
});
