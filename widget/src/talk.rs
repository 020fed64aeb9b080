//! The conversation on screen: answers of the service put together by cursor.

use desk::wire::visitor::{Author, Message, Thread};

/// Adds what came after the cursor and returns the new messages of the team. A message that is
/// there already is not added again, however often it is told; files may have come to it since.
pub fn absorb(known: &mut Thread, news: Thread) -> Vec<Message> {
    let mut replies = vec![];
    known.state = news.state;
    known.expected_reply_ms = news.expected_reply_ms;
    known.closed = news.closed;
    known.rating = news.rating;
    known.cursor = known.cursor.max(news.cursor);
    for message in news.messages {
        if let Some(there) = known.messages.iter_mut().find(|m| m.seq == message.seq) {
            there.attachments = message.attachments;
        } else {
            if message.from == Author::Agent {
                replies.push(message.clone());
            }
            known.messages.push(message);
        }
    }
    known.messages.sort_by_key(|m| m.seq);
    replies
}

/// How long to wait before asking again: 5 s, growing to 30 s while nothing comes.
pub fn next_wait(wait_ms: i32, news: bool) -> i32 {
    if news { 5_000 } else { (wait_ms * 5 / 4).clamp(5_000, 30_000) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::attachment::FileKind;
    use desk::ticket::TicketState;
    use desk::wire::visitor::Attachment;

    fn thread(state: TicketState, cursor: i64, seqs: &[(i64, Author)]) -> Thread {
        let message = |&(seq, from): &(i64, Author)| Message {
            seq,
            from,
            name: "Mia".into(),
            body: seq.to_string(),
            at_ms: seq,
            attachments: vec![],
        };
        Thread {
            number: 1001,
            subject: "Late".into(),
            state,
            created_ms: 0,
            expected_reply_ms: None,
            closed: false,
            rating: None,
            messages: seqs.iter().map(message).collect(),
            cursor,
        }
    }

    #[test]
    fn news_is_added_once_and_in_order() {
        let mut known = thread(TicketState::New, 1, &[(1, Author::Requester)]);
        let news = thread(TicketState::Pending, 5, &[(5, Author::Agent), (3, Author::Requester)]);
        assert_eq!(absorb(&mut known, news.clone()).len(), 1);
        assert_eq!(absorb(&mut known, news).len(), 0);
        let seqs: Vec<_> = known.messages.iter().map(|m| m.seq).collect();
        assert_eq!((seqs, known.cursor, known.state), (vec![1, 3, 5], 5, TicketState::Pending));
    }

    #[test]
    fn files_come_to_a_message_that_is_there() {
        let mut known = thread(TicketState::New, 1, &[(1, Author::Requester)]);
        let mut news = known.clone();
        let (kind, name) = (FileKind::Png, "a.png".to_owned());
        news.messages[0].attachments = vec![Attachment { id: 1, name, kind, bytes: 9 }];
        assert_eq!(absorb(&mut known, news.clone()), []);
        assert_eq!(known, news);
    }

    #[test]
    fn polling_slows_down_and_wakes_up() {
        let mut wait = 5_000;
        for _ in 0..20 {
            wait = next_wait(wait, false);
        }
        assert_eq!(wait, 30_000);
        assert_eq!(next_wait(wait, true), 5_000);
    }
}
