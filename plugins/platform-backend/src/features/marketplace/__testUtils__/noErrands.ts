import type { ErrandsOptions } from '../binding';

/** Where no run is entrusted with anything. */
export const noErrands: ErrandsOptions['kept'] = {
  find: async () => undefined,
  forget: async () => undefined,
  keep: async () => undefined,
};
