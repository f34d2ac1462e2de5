/** What Firefox must have been allowed before anything automatic is sent. */
export const DATA_COLLECTION = ['browsingActivity', 'technicalAndInteraction'] as const;
