"""The phrases with which mail programs mark text that their users did not write, in our customers' languages.

They are facts about Gmail, Apple Mail, Outlook, Thunderbird and others, as each program prints them, in lower case.
"""

import re

import re2


def _words(listed: str) -> frozenset[str]:
    return frozenset(
        word for line in listed.splitlines() for each in line.split("|") if (word := each.strip())
    )


# Names of headers, as Outlook and others print them above an email they quote.
FROM = _words("""
    from | von | de | da | van | od | od koho | fra | från | lähettäjä | feladó | de la | expeditor | expéditeur
    mittente | remitente | nadawca | odesílatel | odosielateľ | от | от кого | отправитель | від | від кого
    kimden | gönderen | από | מאת | من | จาก | 差出人 | 送信者 | 送信元 | 보낸 사람 | 보낸사람 | 发件人 | 發件人
    寄件者 | 寄件人
""")
DATE = _words("""
    date | sent | datum | gesendet | envoyé | envoyé le | fecha | enviado | enviado el | enviada | enviada em
    data | data e hora | inviato | inviato il | verzonden | dato | sendt | skickat | lähetetty | päivämäärä
    päiväys | elküldve | dátum | küldve | dată | trimis | wysłano | odesláno | odoslané | дата | отправлено
    надіслано | tarih | gönderildi | gönderme tarihi | ημερομηνία | στάλθηκε | תאריך | נשלח | التاريخ
    تاريخ الإرسال | تم الإرسال | วันที่ | ส่งเมื่อ | 日時 | 送信日時 | 日付 | 보낸 날짜 | 보낸날짜 | 날짜
    发送时间 | 发送日期 | 發送時間 | 日期 | 寄件日期 | 傳送日期
""")
SUBJECT = _words("""
    subject | betreff | objet | sujet | asunto | assunto | oggetto | onderwerp | emne | ämne | aihe | tárgy
    subiect | subiectul | temat | předmět | predmet | тема | konu | θέμα | נושא | الموضوع | เรื่อง | 件名 | 제목
    主题 | 主旨 | 主題
""")
TO = _words("""
    to | an | à | a | para | aan | til | till | vastaanottaja | címzett | către | destinatar | destinatário
    destinatario | pour | do | adresat | komu | pre | кому | kime | alıcı | προς | אל | إلى | ถึง | 宛先
    받는 사람 | 받는사람 | 收件人 | 收件者 | cc | kopie | copie à | copie | copia | cópia | kopia | kopi | kopio
    másolat | dw | do wiadomości | копия | копія | bilgi | κοιν. | עותק | نسخة | 참조 | 抄送 | 副本 | bcc
    reply-to | antwort an | répondre à | responder a
""")

# What the line above a quote says: "On Thu, Nov 19, 2026 at 9:00 AM Larkspur Help <...> wrote:"
WROTE = re2.compile(
    "(?i)wrote|writes|schrieb|hat geschrieben|a écrit|escribió|ha scritto|schreef|geschreven|escreveu|skrev|kirjoitti"
    "|napisał|nadesłał|pisze|napsal|napísal|ezt írta|írta|a scris|написа|пишет|пише|написав|yazdı|έγραψε|כתב|כתבה"
    "|كتب|كتابة|เขียนว่า|のメール|書きました|님이 작성|작성:|写道|寫道|menulis|đã viết|ने लिखा",
)

# The line above a forwarded email: what follows it is the message.
FORWARDED = _words("""
    forwarded message | begin forwarded message | fwd.msg | forwarded by | weitergeleitete nachricht
    weitergeleitete mail | weitergeleitete e-mail | anfang der weitergeleiteten nachricht
    anfang der weitergeleiteten e-mail | message transféré | message transmis | message réexpédié
    début du message transféré | début du message réexpédié | mensaje reenviado | inicio del mensaje reenviado
    messaggio inoltrato | inizio messaggio inoltrato | doorgestuurd bericht | begin doorgestuurd bericht
    mensagem encaminhada | mensagem reencaminhada | início da mensagem encaminhada
    início da mensagem reencaminhada | vidarebefordrat meddelande | vidarebefordrat mejl | vidarebefordrat brev
    videresendt meddelelse | videresendt besked | start på videresendt besked | videresendt melding
    start på videresendt melding | välitetty viesti | välitetty viesti alkaa | edelleenlähetetty viesti
    przekazana wiadomość | treść przekazanej wiadomości | początek przekazywanej wiadomości | přeposlaná zpráva
    začátek přeposílané zprávy | preposlaná správa | začiatok preposlanej správy | továbbított üzenet
    továbbított levél | továbbított levél kezdete | mesaj redirecționat | începe mesajul redirecționat
    пересылаемое сообщение | перенаправленное сообщение | начало переадресованного сообщения
    переслане повідомлення | перенаправлене повідомлення | початок листа, що пересилається | iletilmiş mesaj
    iletilen ileti | i̇letilmiş mesaj | i̇letilen ileti | i̇leti başlangıcı | ileti başlangıcı
    προωθημένο μήνυμα | αρχή προωθημένου μηνύματος | הודעה שהועברה | تحويل الرسالة | رسالة معاد توجيهها
    رسالة ممررة | ข้อความที่ส่งต่อ | เริ่มต้นข้อความที่ส่งต่อ | 転送されたメッセージ | 転送メッセージ
    전달된 메시지 | 전달된 메세지 | 转发的邮件 | 开始转发的邮件 | 轉寄的郵件 | 開始轉寄郵件
""")
# A subject that begins so is a forward's. "VS:" is one in Danish and Norwegian, and an answer's in Finnish.
FORWARD_SUBJECT = re.compile(
    r"(?:fwd?|wg|wtr|tr|rv|i|enc|vs|vb|vl|pd|doorst|videresend|redir|i̇lt|ilt|προώ|πρθ|הועבר|إعادة توجيه|転送|전달"
    r"|转发|轉寄)\.?\s*[:：]",
    re.IGNORECASE,
)
ANSWER_IN_FINNISH = re.compile(r"vs\s*:", re.IGNORECASE), "lähettäjä"

# The line above an e-mail that is answered: another person wrote what follows.
ORIGINAL = _words("""
    original message | original email | original e-mail | ursprüngliche nachricht | originalnachricht
    original-nachricht | ursprüngliche mail | message d'origine | message original | mensaje original
    messaggio originale | messaggio di origine | oorspronkelijk bericht | mensagem original
    ursprungligt meddelande | originalmeddelande | oprindelig meddelelse | opprinnelig melding
    alkuperäinen viesti | wiadomość oryginalna | oryginalna wiadomość | původní zpráva | původní e-mail
    pôvodná správa | eredeti üzenet | mesajul original | исходное сообщение | оригінальне повідомлення
    orijinal mesaj | özgün i̇leti | özgün ileti | αρχικό μήνυμα | ההודעה המקורית | الرسالة الأصلية
    元のメッセージ | 원본 메시지 | 원본 메세지 | 原始邮件 | 原始郵件 | 原始信件
""")

# How people close an email. A name may follow in the line, and what comes below is the signature.
CLOSINGS = _words("""
    best | all the best | best regards | kind regards | warm regards | best wishes | regards | cheers | thanks
    many thanks | thank you | thanks and regards | thank you and kind regards | sincerely | yours sincerely
    yours faithfully | mit freundlichen grüßen | mit freundlichen grüssen | freundliche grüße
    freundliche grüsse | mit besten grüßen | beste grüße | beste grüsse | besten gruß | viele grüße
    viele grüsse | liebe grüße | liebe grüsse | schöne grüße | herzliche grüße | grüße | gruß | gruss | mfg | lg
    vg | danke | vielen dank | danke und viele grüße | cordialement | bien cordialement | bien à vous
    salutations | sincères salutations | cordiales salutations | bonne journée | bonne réception | merci
    merci d'avance | saludos | un saludo | saludos cordiales | atentamente | cordialmente | gracias
    muchas gracias | cordiali saluti | distinti saluti | saluti | un saluto | grazie | atenciosamente
    com os melhores cumprimentos | cumprimentos | obrigado | obrigada | met vriendelijke groet
    met vriendelijke groeten | vriendelijke groeten | hartelijke groeten | groeten | bedankt
    med vänliga hälsningar | vänliga hälsningar | hälsningar | bästa hälsningar | mvh | med venlig hilsen
    venlig hilsen | hilsen | mange hilsner | med vennlig hilsen | vennlig hilsen | ystävällisin terveisin
    terveisin | kiitos | z poważaniem | pozdrawiam | dziękuję | s pozdravem | s úctou | děkuji | s pozdravom
    ďakujem | üdvözlettel | köszönettel | cu stimă | mulțumesc | с уважением | спасибо | з повагою | дякую
    saygılarımla | teşekkürler | με εκτίμηση | ευχαριστώ | בברכה | תודה | مع تحياتي | شكرا
    よろしくお願いします | よろしくお願いいたします | 감사합니다 | 고맙습니다 | 谢谢 | 此致 | 敬礼 | 祝好 | 謝謝
    敬上
""")
# What phones and web mail write under every email.
SENT_FROM = re.compile(
    r"sent (?:from|with|via) (?:my|the|outlook|mail|gmail|proton|yahoo|aol|samsung|spark|fastmail|tutanota)\b"
    r"|.{0,30}\boutlook (?:for|für|pour|para|per|voor|til|för) (?:ios|android|mac)"
    r"|gesendet (?:von|mit) |von meinem .{1,30} gesendet|diese nachricht wurde von"
    r"|envoyé (?:depuis|de|à partir de) (?:mon|ma|l'|outlook|yahoo|proton)"
    r"|enviado desde (?:mi|el|outlook|yahoo|proton)|enviado do meu|enviado a partir do"
    r"|inviato da(?:l mio)? (?:iphone|ipad|outlook|smartphone|yahoo|libero|proton|telefono)|inviato dal mio"
    r"|(?:verzonden|verstuurd) vanaf mijn|skickat från min|sendt fra min|lähetetty (?:iphone|laitteesta|outlook)"
    r"|(?:wysłano|wysłane|odesláno|odoslané) z |az iphone-omról|trimis de pe|отправлено (?:с|из) |надіслано з "
    r"|.{1,30}(?:dan|den) gönderildi|στάλθηκε από|נשלח מה|أُرسلت من|تم الإرسال من|ส่งจาก"
    r"|(?:iphone|ipad|android|outlook).{0,12}から送信|.{1,20}에서 보냄|发自|從我的.{1,20}傳送",
    re.IGNORECASE,
)
