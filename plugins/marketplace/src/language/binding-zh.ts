/** What is said of bindings, in Chinese. */
export const bindingZh = {
  'binding.title': '使用者',
  'binding.none': '所在命名空间中没有工作负载使用它的凭据。',
  'binding.bind': '绑定服务',
  'binding.bindAny': '将服务绑定到 {{name}}',
  'binding.bindTo': '将 {{service}} 绑定到 {{name}}',
  'binding.bindNow': '绑定 {{name}}',
  'binding.unbind': '解绑 {{name}}',
  'binding.close': '取消',
  'binding.looking': '正在查看哪些服务可以绑定…',
  'binding.noChoices': '无法读取可绑定的服务',
  'binding.byHand': '手动绑定',
  'binding.byHandWhy':
    '门户只移除自己建立的绑定。请在建立它的地方移除，例如该服务的 Chart。',
  'binding.variables': '{{container}} 中的环境变量 {{names}}',
  'binding.prefixes': '{{container}} 中所有键作为环境变量 {{prefix}}…',
  'binding.files': '{{container}} 中 {{path}} 下的文件',
  'binding.nothing': '工作负载中已没有它的任何内容。',
  'binding.needsSecret':
    'Operator 没有为它给出 Secret；只有给出后才能绑定服务。',
  'binding.deleting': '{{name}} 正在删除，不能再绑定服务。',
  'binding.toBeDeleted':
    '{{name}} 将于 {{time}}删除，因此不能再绑定服务。请先在它的页面上撤销删除。',
  'binding.needsGrant': '尚未申请它的凭据。请先在实例页申请，再绑定服务。',
  'binding.problem.secretMissing':
    'Secret {{secret}} 不存在，此时启动的 Pod 无法运行。实例恢复健康后它会重新出现，也可以移除绑定。',
  'binding.problem.keyMissing':
    'Secret {{secret}} 缺少 {{keys}}，此时启动的 Pod 无法运行。请用现有的键重新绑定。',
  'binding.problem.removed':
    '有人移除了 {{what}}。请重新绑定，或解绑以移除其余部分。',
  'binding.problem.rollingOut':
    '正在发布：{{wanted}} 个 Pod 中已有 {{updated}} 个生效。',
  'binding.problem.stuck':
    '发布停滞，尚未在所有 Pod 上生效。原因见该服务的部署页。',
  'binding.problem.instanceGone':
    '实例 {{name}} 已不存在。请解绑该服务，或订购同名实例。',
  'binding.form.service': '工作负载',
  'binding.form.choose': '请选择…',
  'binding.form.target': '{{service}} · {{kind}} {{name}}',
  'binding.form.container': '容器',
  'binding.form.secret': '凭据',
  'binding.form.how': '以何种方式获得凭据',
  'binding.form.env': '环境变量',
  'binding.form.files': '文件',
  'binding.form.filesHelp':
    '按 Service Binding 规范，在 $SERVICE_BINDING_ROOT/{{name}} 下每个键一个文件。密码变更后无需重启即可生效。',
  'binding.form.keys': 'Secret 的键',
  'binding.form.noKeys':
    '没有人告知门户该 Secret 有哪些键，门户也不会查看。请填写需要的键，以空格分隔；实例提供方的文档中有说明。',
  'binding.form.prefix': '变量名前缀',
  'binding.form.key': '键',
  'binding.form.variable': '变量',
  'binding.form.useKey': '使用 {{key}}',
  'binding.form.variableOf': '{{key}} 对应的变量',
  'binding.form.refused': '不能在这里绑定',
  'binding.form.noTargets': '{{place}} 中没有可以绑定的工作负载。',
  'binding.form.elsewhere':
    '运行在 {{places}}；Secret 只能在自己的命名空间中使用。',
  'binding.form.howAddress': '以何种方式提供地址',
  'binding.form.address': '服务得到的是访问地址，来自门户创建的 Secret。',
  'binding.form.never': '门户只写入键名，不读取其值。',
  'binding.effect.title': '将会发生什么',
  'binding.effect.none': '选择工作负载后可查看变更。',
  'binding.effect.asking': '正在询问集群会发生什么…',
  'binding.effect.restarts_one': '滚动发布时会替换 {{count}} 个 Pod。',
  'binding.effect.restarts_other': '滚动发布时会依次替换 {{count}} 个 Pod。',
  'binding.effect.restartsNone': '目前没有 Pod 运行，之后启动的 Pod 生效。',
  'binding.effect.onDelete_one':
    '只有删除 Pod 才会替换；在此之前 {{count}} 个 Pod 不受影响。',
  'binding.effect.onDelete_other':
    '只有删除 Pod 才会替换；在此之前 {{count}} 个 Pod 不受影响。',
  'binding.effect.onDeleteNone': '目前没有 Pod 运行，之后启动的 Pod 生效。',
  'binding.effect.git':
    '{{keeper}} 按 git 中的内容维护该工作负载。如果它会移除 git 中没有的内容，绑定会被再次移除；请同时写入 git。',
  'binding.effect.secretMissing':
    'Secret {{secret}} 尚不存在，新的 Pod 会等待它出现。',
  'binding.effect.makesSecret':
    '将创建存放访问地址的 Secret {{secret}}，删除实例时会一并删除。',
  'binding.effect.goes':
    '该服务将不再拥有 {{what}}，其中依赖它们的功能会失效。',
  'binding.effect.unchanged': '不会有任何变化。',
  'binding.delete.title': '已绑定到它',
  'binding.delete.none': '您可见的工作负载都没有使用它的凭据。',
  'binding.delete.breaks':
    '它们会运行到连接断开为止，没有该 Secret 就无法再次启动。请先解绑。',
  'binding.delete.row': '{{kind}} {{name}} 将失去 {{what}}',
  'binding.tab.uses': '正在使用',
  'binding.tab.usesNothing': '它没有任何中间件的凭据。',
  'binding.tab.there': '运行环境中还有',
  'binding.tab.thereNone': '它所在的命名空间中没有其他中间件。',
  'binding.tab.market': '订购中间件',
  'binding.tab.unknownInstance': 'Secret {{secret}}',
  'binding.resource.title': '中间件',
  'binding.resource.open': '打开 {{name}}',
  'binding.resource.gone': '它已不存在，或您无权查看。',
};
