export const termsZh = {
  'terms.cost': '费用',
  'terms.was': '目前每月 {{cost}}',
  'terms.unpriced': '变更后的费用尚未规定。',
  'terms.exceeded': '超出限制',
  'terms.exceededWhat': '超出了平台的限制，因此不能这样订购。',
  'terms.plans': '规格',
  'terms.plan': '规格',
  'terms.noEnvironment': '其他',
  'terms.unsaid': '–',
  'terms.changePlan': '规格决定价格和限制。下面填写的内容保持不变。',
  'terms.configured': '门户的配置对它另有规定，优先于定义：{{keys}}',
} as const;
