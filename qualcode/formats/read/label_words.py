"""Words that tell labels from other words before a colon."""

from __future__ import annotations

from qualcode.formats.read.original import word_set

FALSE = word_set(
    "note notes nb n.b nota notas remarque remarques hinweis anmerkung http https ftp mailto www "
    "example examples e.g i.e eg ie ejemplo exemple beispiel summary result results conclusion "
    "conclusions warning tip hint ps p.s p.p.s todo update edit source sources reference "
    "references figure table step point section chapter topic theme option version advantage "
    "advantages disadvantage disadvantages pros cons reason reasons problem problems solution "
    "question questions answer answers yes no ok okay so and but or well because however "
    "therefore first second third fourth fifth firstly secondly thirdly finally lastly also then "
    "now thus hence actually basically again besides re cc bcc subject"
)
"""Words before a colon that announce something and name nobody."""
META = word_set(
    "date title time place location venue duration length recorded recording transcribed "
    "transcript transcription transcriber transcript_by language project study file session "
    "participants attendees present date/time site setting city day start end datum ort dauer "
    "titel fecha lugar título duración lieu durée titre 主题 标题 日期 时间 地点 位置 幻灯片 语言"
)
"""Words that begin the lines of a transcript's head."""
OPENERS = word_set(
    "the a an this that these those there here what why how when where who which whose my our "
    "your his her their its it we you they he she i one two three in on at by for from of to with "
    "as if is are was were do does did can could would should will shall let some any each every "
    "another other more most such not just only"
)
"""Words that begin a sentence; in capitals some of them are names."""
PARTICLES = word_set(
    "de da do dos das del della di du des la le les los las van von vom der den ter ten zu zur bin "
    "ibn al el y e and und et of the st"
)
"""Words within names that are written small."""
MARKS = word_set(
    "laughs laughter laughing laugh inaudible unintelligible unclear pause pauses silence "
    "crosstalk applause sighs sigh coughs cough music noise overlapping overlap nods gap "
    "redacted"
)
"""Words of transcribers in brackets."""
PAIRS = (("question", "answer"), ("frage", "antwort"), ("pregunta", "respuesta"), ("q", "a"))
"""Such words name the two who speak where both come back."""
