export {
  readRestrictions,
  type RestrictedAction,
  type Restriction,
} from './restrictions';
export {
  Rights,
  type Asker,
  type Right,
  type RightsOptions,
  type Where,
} from './Rights';
