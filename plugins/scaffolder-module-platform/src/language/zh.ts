export default {
  late: '仍在等待代码仓库、CI 服务器、镜像仓库、软件目录和集群的响应。半分钟内没有响应的系统会在此列出。',
  'choices.failed': '无法读取可选项',
  'choices.open': '展开选项',
  'choices.close': '收起',
  'choices.clear': '清除',
  'choices.noMatch': '没有匹配的选项',
  'choices.loading': '正在查询…',
  'team.none': '您不属于任何可以拥有服务的团队，请联系团队负责人将您加入团队。',
  'application.teamFirst': '请先选择团队。',
  'application.none':
    '该团队还没有应用。请先用“应用”模板创建一个，或在软件目录中注册该团队的 System。',
  'entity.none': '软件目录中没有您可以查看的此类内容。',
  'environments.teamFirst': '请先选择团队。',
  'environments.none':
    '该团队在这些环境中都没有命名空间，请联系平台工程师申请。',
  'environments.silent':
    '部分集群目前没有响应（{{clusters}}），列出的环境可能不全。',
  'environments.again': '重新查询',
  'middleware.looking': '正在检查能否订购…',
  'middleware.failed': '无法确认能否订购 {{title}}',
  'middleware.absent':
    '此处无法订购：尚未安装其 Operator，可由平台工程师安装。',
  'middleware.team-first': '请先选择团队。',
  'middleware.environment-first': '请先选择环境。',
  'middleware.no-place': '该团队无法在 {{environment}} 环境中订购。',
  'middleware.not-allowed':
    '您无权在 {{environment}} 环境中订购：集群没有授予您相应权限，请联系团队负责人或平台工程师。',
  'middleware.which': '中间件',
  'middleware.plans': '规格',
  'middleware.adjust': '调整参数',
  'middleware.notHere': '无法通过模板订购，请到中间件市场订购。',
  'middleware.unfinished':
    '尚未选择规格，不会订购任何中间件：请等待规格加载完成，或改选其他中间件或“不使用”。',
  'middleware.noSecrets':
    '运行记录会保存此处填写的内容，因此不提供可能包含敏感信息的字段。如需设置，请到中间件市场订购。',
  'middleware.nothing': '您能看到的团队没有可订购的中间件。',
  'middleware.noItems': '无法确认可以订购什么',
  'middleware.none': '不使用',
  'middleware.plan': '{{title}}（{{environment}}）：{{summary}}',
  'name.too-long': '名称过长，最多 50 个字符。',
  'name.no-host-name':
    '不符合 DNS 命名规则：只能包含小写字母、数字和连字符，以字母开头，且不能以连字符结尾。',
  'name.reserved':
    '保留名称：命名空间中可能已有同名账户。请换一个名称，不能是“default”，也不能以“deployer-”开头。',
  'name.looking': '正在检查名称是否可用…',
  'name.free': '{{name}} 在各处均可用。',
  'name.blocked': '确认之前，无法用此名称创建。已填写的内容会保留。',
  'name.notLooked': '无法确认名称是否可用：{{because}}',
  'in.git': '代码仓库',
  'in.ci': 'CI 服务器',
  'in.registry': '镜像仓库',
  'in.catalog': '软件目录',
  'in.kubernetes': 'Kubernetes（{{namespace}}）',
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
  'check.middleware.refused':
    '无法在 {{environment}} 环境中订购 {{name}}：{{message}}',
  'check.middleware.later':
    '{{name}} 将在 {{environment}} 的命名空间创建后订购，届时才能确认配额是否足够',
  'check.chart.unknown': '无法得知所需的配额',
  'deletion.menu.service': '删除服务…',
  'deletion.menu.application': '删除应用…',
  'deletion.chooseFirst': '请先选择要删除的对象。',
  'deletion.looking': '正在查找其包含的内容…',
  'deletion.failed': '无法得知其包含哪些内容',
  'deletion.advice': '尚未删除任何内容，请重试。',
  'deletion.gone': '软件目录中没有 {{ref}}',
  'deletion.goneAdvice':
    '这里没有可删除的内容，或者您无权查看。如果已通过此表单删除，则无需再做任何操作；如果只是被取消注册，请重新注册其 catalog-info.yaml 以删除其余内容；否则请另选一个。',
  'deletion.will': '以下内容将随 {{name}} 一并永久删除',
  'deletion.against': '{{name}} 目前无法删除',
  'deletion.again': '重新检查',
  'deletion.nothingYet': '尚未删除任何内容。',
  'deletion.production_one':
    '该服务正在生产环境中运行（{{where}}）：{{count}} 个副本将立即停止，且无法恢复。',
  'deletion.production_other':
    '该服务正在生产环境中运行（{{where}}）：{{count}} 个副本将立即停止，且无法恢复。',
  'deletion.lost':
    '删除代码仓库时，其全部分支、Issue 和合并请求一并删除；删除 PersistentVolumeClaim 时，其中的数据一并删除。CI 服务器中该团队的文件夹会保留。',
  'deletion.lostRepository':
    '删除代码仓库时，其全部分支、Issue 和合并请求一并删除。',
  'deletion.usedBy': '以下实体声明对其有依赖：{{refs}}',
  'deletion.keeps':
    '使用了以下中间件，中间件及其数据会保留。如不再需要，请到其页面单独删除：',
  'deletion.keptFor': '同时被 {{refs}} 使用',
  'deletion.what': '内容',
  'deletion.name': '名称',
  'deletion.where': '位置',
  'deletion.found': '状态',
  'deletion.there': '将被删除',
  'deletion.kept': '保留，属于团队',
  'deletion.nothing': '不存在',
  'deletion.unknown': '未知：{{because}}',
  'deletion.unheard': '未知：集群没有响应',
  'deletion.running_one': '{{count}} 个副本正在提供服务',
  'deletion.running_other': '{{count}} 个副本正在提供服务',
  'deletion.objects_one': '{{count}} 个对象',
  'deletion.objects_other': '{{count}} 个对象',
  'deletion.confirm': '输入 {{name}} 以确认',
  'deletion.wrong': '名称不符，请输入 {{name}}',
  'deletion.notKnown':
    '{{part}}：无法确认是否存在 {{name}}：{{because}}。请在其恢复响应后重新检查，否则无法保证没有残留。',
  'deletion.silent':
    '集群 {{cluster}} 自 {{since}} 起没有响应，{{name}} 可能部署在其中。为避免残留，请在其恢复响应后重新检查；如果长时间没有恢复，请联系平台工程师。',
  'deletion.lastSeenNothing':
    '集群 {{cluster}} 自 {{since}} 起无法查看。最后一次收到其消息时，其中没有 {{name}} 的任何内容。如仍要删除，请勾选“集群没有响应时也删除”。',
  'deletion.notAsked': '无法得知其包含哪些内容：{{because}}',
  'deletion.part.webhook': 'Webhook',
  'deletion.part.pipeline': '流水线及其运行记录',
  'deletion.part.deployment': '已部署的对象',
  'deletion.part.images': '镜像',
  'deletion.part.rights': '部署权限及其凭据',
  'deletion.part.repository': '代码仓库',
  'deletion.part.catalog': '目录条目',
  'deletion.part.namespace': '团队的命名空间',
  'deletion.refused.no-service': '{{first}} 不是由门户模板创建的服务或应用。',
  'deletion.refused.has-parts':
    '以下内容属于该应用：{{all}}。请先删除它们，或将其归入其他应用。',
  'deletion.refused.has-unseen-parts':
    '该应用下还有您在软件目录中无权查看的内容，请平台工程师先将其移出。',
  'deletion.refused.no-team':
    '其所有者 {{first}} 不是团队，这里只能删除归团队所有的内容。',
  'deletion.refused.not-allowed':
    '您无权删除，只有其所有者和平台工程师可以删除。',
  'deletion.refused.not-member':
    '您不是 {{first}} 的成员，需由该团队的成员来删除。',
  'deletion.refused.foreign-repository':
    '软件目录中的该条目并非来自代码仓库 {{first}}，因此不是由模板创建的。请取消注册，并手动删除其内容。',
  'deletion.refused.foreign-job':
    '其目录条目没有指明流水线 {{first}}（注解 jenkins.io/job-full-name）。请修正 catalog-info.yaml，待软件目录读取后重试。',
  'deletion.refused.no-pipeline':
    'CI 服务器上的 {{first}} 不是该服务的流水线，而是文件夹或并非由模板创建的任务。请联系其创建者将其移走或重命名。',
  'deletion.refused.shared-repository':
    '其代码仓库中还有 {{all}}，请先将它们移出。',
  'deletion.refused.shared-unseen':
    '其代码仓库 {{first}} 中还有您无权查看的实体，请联系平台工程师先将它们移出。',
  'deletion.refused.being-made':
    '任务 {{first}} 正在创建或撤销该服务。请等待其结束，或将其取消。',
  'preview.looking': '正在计算将要创建的内容…',
  'preview.failed': '无法得知将要创建的内容',
  'preview.advice':
    '尚未创建任何内容。您可以返回修改、重试，或跳过预览继续：正式创建之前仍会再次检查。',
  'preview.notHere': '预览只在使用模板时显示，编辑模板时不显示。',
  'preview.fine': '一切就绪，可以创建 {{name}}',
  'preview.against_one': '有 {{count}} 个问题，暂时无法创建 {{name}}',
  'preview.against_other': '有 {{count}} 个问题，暂时无法创建 {{name}}',
  'preview.again': '重新检查',
  'preview.nothingYet': '尚未创建任何内容。',
  'preview.will': '将要创建的内容',
  'preview.files_one': '代码仓库中的 {{count}} 个文件',
  'preview.files_other': '代码仓库中的 {{count}} 个文件',
  'preview.objects_one': '{{count}} 个对象',
  'preview.objects_other': '{{count}} 个对象',
  'preview.shared': '所有环境共用',
  'preview.inEnvironment': '{{environment}} 环境',
  'preview.kind': '类型',
  'preview.kinds.credential': '凭据',
  'preview.kinds.images': '镜像',
  'preview.kinds.job': '流水线',
  'preview.kinds.repository': '代码仓库',
  'preview.kinds.webhook': 'Webhook',
  'preview.name': '名称',
  'preview.where': '位置',
  'preview.bytes_one': '{{count}} 字节',
  'preview.bytes_other': '{{count}} 字节',
  'preview.notShown': '不显示：不是文本，或内容过长。',
  'preview.quotas': '配额',
  'preview.noQuotas': '没有配额限制该服务所需的资源。',
  'preview.quotaOf': '{{namespace}} 的配额 {{quota}}',
  'preview.amount': '{{used}} + {{wanted}}，共 {{most}}',
  'preview.unspecified':
    '{{used}}，共 {{most}}；Chart 未说明所需用量，任何 Pod 都不会被接纳',
  'preview.tooSmall': '不足',
  'preview.forRollout_one':
    '其中 {{count}} 个 Pod 仅在服务绑定中间件期间需要：滚动更新会先启动新 Pod，再停止旧 Pod。',
  'preview.forRollout_other':
    '其中 {{count}} 个 Pod 仅在服务绑定中间件期间需要：滚动更新会先启动新 Pod，再停止旧 Pod。',
  'preview.checks': '检查结果',
  'preview.details': '详情',
  'type.deletion': '删除',
  'type.service': '服务',
  'type.system': '应用',
  'type.website': '网站',
  'tool.lacking': '目前流水线无法成功运行。',
  'tool.missing': 'CI 服务器的执行器上都没有 {{name}}。',
  'tool.missingVersion':
    'CI 服务器的执行器上都没有 {{name}} {{atLeast}} 或更高版本。',
  'tool.tooOld':
    'CI 服务器的执行器上的 {{name}} 版本为 {{version}}，需要 {{atLeast}} 或更高版本。',
  'tool.apart': 'CI 服务器上没有同时具备 {{name}} 和其他所需程序的执行器。',
  'tool.notFoundOut': '无法确定流水线能否运行。',
  'tool.noAnswer': '未能从 CI 服务器查询可用的程序：{{because}}',
  'tool.noExecutors': 'CI 服务器目前没有可接受构建的机器。',
  'tool.untold': 'CI 服务器的执行器没有说明是否具备 {{because}}。',
  'tool.unreadable':
    '模板声明所需程序为“{{because}}”，无法识别，请模板的负责人修正。',
  'tool.notAsked': '无法向门户查询：{{because}}',
  'tool.unknown': '无法得知 CI 服务器的执行器上是否有 {{name}}。',
  'tool.fine': 'CI 服务器的执行器上有 {{name}} {{version}}',
  'tool.advice': '安装之前无法创建：请联系平台工程师安装，或选择其他模板。',
  'undo.service': '该服务',
  'undo.underWay': '正在撤销创建：{{service}}…',
  'undo.done': '已撤销创建：{{service}}。没有任何残留。',
  'undo.cancelled': '已取消：该任务不会继续执行。',
  'undo.broken': '创建失败：{{service}} 未能创建，原因见本页的错误信息。',
  'undo.pipeline.why': '创建失败：{{service}} 未能创建。',
  'undo.pipeline.failed': '流水线第 {{number}} 次运行失败。',
  'undo.pipeline.failedIn': '流水线第 {{number}} 次运行在“{{stage}}”阶段失败。',
  'undo.pipeline.aborted': '流水线第 {{number}} 次运行已中止。',
  'undo.pipeline.other': '流水线第 {{number}} 次运行未成功。',
  'undo.pipeline.jenkinsfile': 'Jenkinsfile：{{what}}',
  'undo.pipeline.jenkinsfileLine': 'Jenkinsfile 第 {{line}} 行：{{what}}',
  'undo.pipeline.unknownStep': '没有 {{step}} 这个步骤',
  'undo.pipeline.cut': '失败的测试多于此处显示的数量。',
  'undo.pipeline.log': '流水线日志的最后几行见下方等待流水线的步骤的日志。',
  'undo.left_one': '{{service}} 还有 {{count}} 项残留',
  'undo.left_other': '{{service}} 还有 {{count}} 项残留',
  'undo.again':
    '系统每分钟会重试一次，在此之前该名称仍被占用。请排除上述问题，或手动删除残留的内容；如果没有权限，请联系平台工程师。',
  'undo.repository':
    '如果已有人在代码仓库中提交过内容，平台不会将其删除。确认不再需要后，请在 Git 服务器上手动删除。',
  'undo.removed': '已删除的内容',
  'undo.nothing': '该任务尚未创建任何内容。',
  'undo.failed': '无法得知本次创建的撤销进度',
  'undo.advice':
    '平台仍会继续撤销，并通过通知告知结果。本页面每隔几秒会自动重新查询。',
  'undo.lost': '与平台的连接已中断',
  'undo.lostAdvice':
    '正在进行的创建会继续；即使平台重启，也会接着执行。本页面每隔几秒会自动重新查询。',
  'undo.thing.folder': 'CI 服务器上的文件夹 {{name}}',
  'undo.thing.hook': '代码仓库 {{name}}（{{where}}）的 Webhook',
  'undo.thing.images': '镜像仓库中的镜像 {{name}}',
  'undo.thing.job': 'CI 服务器上的任务 {{name}}',
  'undo.thing.namespace': '集群 {{where}} 的命名空间 {{name}}',
  'undo.thing.project': '镜像仓库中的项目 {{name}}',
  'undo.thing.registration': '软件目录中的实体 {{name}}',
  'undo.thing.release': '以 {{name}} 部署到 {{where}} 的内容',
  'undo.thing.repository': '代码仓库 {{name}}（{{where}}）',
  'undo.thing.rights': '将 {{name}} 部署到 {{where}} 的权限',
  'undo.thing.middleware': '{{where}} 中的中间件 {{name}}',
  'undo.thing.credentials': '{{where}} 中的凭据 {{name}}',
  'undo.thing.binding': '{{where}} 中 {{name}} 获得的凭据',
  'undo.thing.robot': '镜像仓库项目 {{where}} 的机器人账户 {{name}}',
};
