export { BindingErrands } from './BindingErrands';
export { BindingWriter } from './BindingWriter';
export { Errands, type ErrandsOptions } from './Errands';
export { bindingAnswers } from './live';
export { bindingProcedures } from './procedures';
