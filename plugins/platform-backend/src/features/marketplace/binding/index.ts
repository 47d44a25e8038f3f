export { BindingWriter } from './BindingWriter';
export { bindingAnswers } from './live';
export { bindingProcedures } from './procedures';
