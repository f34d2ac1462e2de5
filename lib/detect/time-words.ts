/** The units of a duration, the longest first. */
export const UNITS = ['week', 'day', 'hour', 'minute', 'second'] as const;
export type Unit = (typeof UNITS)[number];

/** How one language speaks of the time until something is possible again. Words are separated by spaces. */
export interface TimeWords extends Readonly<Record<Unit, string>> {
  /** Beginnings of words that tell a wait from any other duration: after, again, wait, reset. */
  readonly again: string;
  /** "One" as it stands before a unit. */
  readonly one?: string;
  readonly tomorrow?: string;
}

/**
 * By language. Accents and case do not matter. Checked against the vendors' own notices where there are any (ChatGPT's
 * bundles of 2024, claude.ai of 2026), else plain usage.
 */
export const TIME_WORDS: Readonly<Record<string, TimeWords>> = {
  en: {
    week: 'weeks week wks wk w',
    day: 'days day d',
    hour: 'hours hour hrs hr h',
    minute: 'minutes minute mins min m',
    second: 'seconds second secs sec s',
    again:
      'again retry wait reset available until till after back refresh renew restor resum continue lift expire unlock remaining left replenish cool',
    one: 'one an a',
    tomorrow: 'tomorrow',
  },
  de: {
    week: 'wochen woche',
    day: 'tagen tage tag',
    hour: 'stunden stunde std',
    minute: 'minuten minute min',
    second: 'sekunden sekunde sek',
    again: 'erneut wieder nochmal einmal wart zuruck verfugbar bis nach fruhestens',
    one: 'einer einem eine ein',
    tomorrow: 'morgen',
  },
  fr: {
    week: 'semaines semaine',
    day: 'jours jour j',
    hour: 'heures heure h',
    minute: 'minutes minute min mn',
    second: 'secondes seconde sec s',
    again: 'reessay nouveau dans attend patient reinitialis jusqu apres disponible renouvel',
    one: 'une un',
    tomorrow: 'demain',
  },
  es: {
    week: 'semanas semana',
    day: 'dias dia',
    hour: 'horas hora h',
    minute: 'minutos minuto min',
    second: 'segundos segundo seg s',
    again:
      'nuevo nuevamente esper dentro restable reinici disponible hasta vuelv volver intent despues',
    one: 'una un',
    tomorrow: 'manana',
  },
  pt: {
    week: 'semanas semana',
    day: 'dias dia',
    hour: 'horas hora h',
    minute: 'minutos minuto min',
    second: 'segundos segundo seg s',
    again:
      'novamente novo aguard esper redefin reinici renov disponivel ate apos depois daqui tent',
    one: 'uma um',
    tomorrow: 'amanha',
  },
  it: {
    week: 'settimane settimana',
    day: 'giorni giorno',
    hour: 'ore ora h',
    minute: 'minuti minuto min',
    second: 'secondi secondo sec',
    again: 'riprov nuovo attend aspett tra fra reimpost ripristin reset disponibil dopo',
    one: 'una un',
    tomorrow: 'domani',
  },
  nl: {
    week: 'weken week',
    day: 'dagen dag',
    hour: 'uren uur',
    minute: 'minuten minuut min',
    second: 'seconden seconde sec',
    again: 'opnieuw wacht over weer hersteld reset gereset beschikbaar tot na',
    one: 'een',
    tomorrow: 'morgen',
  },
  pl: {
    week: 'tygodnie tygodni tydzien',
    day: 'dni dzien',
    hour: 'godziny godzine godzin godz',
    minute: 'minuty minute minut min',
    second: 'sekundy sekunde sekund sek',
    again: 'ponown poczekaj odczekaj zaczekaj za po zreset odnow dostep',
    tomorrow: 'jutro',
  },
  ru: {
    week: 'недели неделю недель',
    day: 'дней дня день',
    hour: 'часов часа час ч',
    minute: 'минуты минуту минут мин',
    second: 'секунды секунду секунд сек',
    again: 'через снова повтор подожд сброс сброш обнов доступ после попроб',
    one: 'одну один',
    tomorrow: 'завтра',
  },
  uk: {
    week: 'тижнів тижні тиждень',
    day: 'днів дні дня день',
    hour: 'години годину годин год',
    minute: 'хвилини хвилину хвилин хв',
    second: 'секунди секунду секунд сек',
    again: 'через знову повтор зачекай скин скида оновл доступ після спроб',
    one: 'одну один',
    tomorrow: 'завтра',
  },
  tr: {
    week: 'hafta',
    day: 'gun',
    hour: 'saat sa',
    minute: 'dakika dk',
    second: 'saniye sn',
    again: 'sonra tekrar icinde bekle sifirla yeniden yenile',
    one: 'bir',
    tomorrow: 'yarin',
  },
  id: {
    week: 'minggu',
    day: 'hari',
    hour: 'jam',
    minute: 'menit',
    second: 'detik',
    again: 'lagi tunggu dalam coba setelah reset tersedia',
    one: 'satu',
    tomorrow: 'besok',
  },
  vi: {
    week: 'tuần',
    day: 'ngày',
    hour: 'giờ tiếng',
    minute: 'phút',
    second: 'giây',
    again: 'sau lại chờ đợi',
    one: 'một',
    tomorrow: 'mai',
  },
  hi: {
    week: 'सप्ताह हफ़्ते हफ़्ता',
    day: 'दिनों दिन',
    hour: 'घंटों घंटे घंटा',
    minute: 'मिनटों मिनट',
    second: 'सेकंड सेकेंड',
    again: 'बाद फिर दोबारा पुनः प्रतीक्षा इंतज़ार रीसेट',
    one: 'एक',
    tomorrow: 'कल',
  },
  ar: {
    week: 'أسابيع أسبوع',
    day: 'أيام يوم',
    hour: 'ساعات ساعة',
    minute: 'دقائق دقيقة',
    second: 'ثوان ثانية',
    again: 'بعد أخرى انتظر الانتظار خلال إعادة حاول المحاولة',
    tomorrow: 'غدا',
  },
  ja: {
    week: '週間',
    day: '日間 日',
    hour: '時間',
    minute: '分間 分',
    second: '秒間 秒',
    again: '後 あと 待 再 リセット もう一度 まで',
    tomorrow: '明日',
  },
  zh: {
    week: '周 週 星期',
    day: '天 日',
    hour: '小时 小時 钟头 鐘頭',
    minute: '分钟 分鐘 分',
    second: '秒钟 秒鐘 秒',
    again: '后 後 再 重 等 恢复 恢復 剩',
    one: '一',
    tomorrow: '明天 明日',
  },
  ko: {
    week: '주',
    day: '일',
    hour: '시간',
    minute: '분',
    second: '초',
    again: '후 뒤 다시 기다 초기화 재설정 대기 남',
    one: '한',
    tomorrow: '내일',
  },
};

/** What stands right before a duration that says how often or how long, not when: "every 3 hours". */
export const NOT_A_WAIT =
  'every per each last past previous alle pro je letzten letzte par chaque toutes dernieres cada por ultimas ultimos ogni ultime elke afgelopen co каждые последние кожні her setiap mỗi हर كل 每 过去 過去 毎 매 지난';

/** Halves of the day, before or after a clock time. */
export const HALVES = {
  am: 'am 上午 早上 凌晨 午前 오전 새벽 ص सुबह पूर्वाह्न öö ق.ظ',
  pm: 'pm 下午 晚上 傍晚 午後 오후 저녁 م शाम अपराह्न रात öş ös',
} as const;
