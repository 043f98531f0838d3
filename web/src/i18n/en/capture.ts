import type { Messages } from '../index'

export const capture: Messages['capture'] = {
  button: 'By phone',
  title: 'Evidence by phone',
  hint:
    'Scan with a phone to take pictures or pick screenshots, without signing in. ' +
    'The code opens once, for this indicator only, and ends after 30 minutes.',
  scan: 'QR code: opens the page for the phone',
  local:
    'The console is open at an address of this very machine, which a phone cannot reach. ' +
    'Open it by its address in the network (such as http://192.168.…) first.',
  until: (at) => `Good until ${at}`,
  came: (n) => (n ? `${n} came` : 'Waiting for the phone…'),
  anew: 'Make it anew',
  done: 'Done',
  picture: (at) => `Picture, received ${at}`,
  located: 'place taken out',
  lastSeen: (day) => `last update ${day}`,
  page: {
    over: 'This code is over',
    overHint:
      'It was used before, is older than 30 minutes, or was made anew at the desk. ' +
      'Make another one there.',
    photo: 'Take a picture',
    album: 'From the album',
    sending: (n) => `Sending, ${n} left`,
    sent: 'Pictures that came',
    none: 'None yet.',
    remove: 'Remove',
    date: 'Day of the last update you see',
    remark: 'Remark',
    remarkHint: 'What you see, up to 500 characters',
    keep: 'Save day and remark',
    kept: 'Saved',
    finish: 'Finish',
    finished: 'Finished. You may close this page.',
    finishedHint: 'Pictures and remark are on the worksheet at the desk.',
    privacy: 'Where and when a picture was taken, and by which phone, is taken out of it.',
    left: (minutes) => `${minutes} minutes left`,
    again: 'Send again',
  },
}
