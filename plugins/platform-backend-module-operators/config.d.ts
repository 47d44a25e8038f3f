export interface Config {
  pilothouse?: {
    marketplace?: {
      /**
       * Folder with definition files of operators besides those that come with the portal;
       * one of the same name takes the place of the portal's.
       *
       * @visibility backend
       */
      definitions?: string;
    };
  };
}
